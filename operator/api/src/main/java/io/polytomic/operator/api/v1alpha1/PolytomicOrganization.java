package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Where the Polytomic API is and which key to use; owns the request budget. */
@JsonClassDescription("Where the Polytomic API is and which key to use; owns the request budget.")
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Singular("polytomicorganization")
@Plural("polytomicorganizations")
@ShortNames("porg")
@Categories(ApiGroup.CATEGORY)
@AdditionalPrinterColumn(
        name = "Ready",
        type = Type.STRING,
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
        name = "Status",
        type = Type.STRING,
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Organization", type = Type.STRING, jsonPath = ".status.organizationName")
@AdditionalPrinterColumn(name = "Syncs", type = Type.INTEGER, jsonPath = ".status.syncs.total")
@AdditionalPrinterColumn(name = "Age", type = Type.DATE, jsonPath = ".metadata.creationTimestamp")
@AdditionalPrinterColumn(
        name = "Message",
        type = Type.STRING,
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        priority = 1)
public class PolytomicOrganization extends CustomResource<PolytomicOrganizationSpec, PolytomicOrganizationStatus>
        implements Namespaced {
    @Override
    @Required
    @JsonPropertyDescription("Where the API is, which key to use, and how much the operator may ask of it.")
    public PolytomicOrganizationSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @JsonPropertyDescription("What the operator knows of the organization.")
    public PolytomicOrganizationStatus getStatus() {
        return super.getStatus();
    }

    @Override
    protected PolytomicOrganizationSpec initSpec() {
        return null;
    }

    @Override
    protected PolytomicOrganizationStatus initStatus() {
        return null;
    }
}
