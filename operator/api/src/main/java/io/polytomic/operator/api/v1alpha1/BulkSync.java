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

/** The wish for one bulk sync at Polytomic: the operator makes the remote sync match and reports what happened. */
@JsonClassDescription(
        "The wish for one bulk sync at Polytomic: the operator makes the remote sync match and reports what happened.")
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Singular("bulksync")
@Plural("bulksyncs")
@ShortNames("bsync")
@Categories(ApiGroup.CATEGORY)
@AdditionalPrinterColumn(
        name = "Ready",
        type = Type.STRING,
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
        name = "Status",
        type = Type.STRING,
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Last Run", type = Type.STRING, jsonPath = ".status.lastExecution.status")
@AdditionalPrinterColumn(
        name = "Last Success",
        type = Type.DATE,
        jsonPath = ".status.lastSuccessfulExecution.completedAt")
@AdditionalPrinterColumn(name = "Age", type = Type.DATE, jsonPath = ".metadata.creationTimestamp")
@AdditionalPrinterColumn(name = "Id", type = Type.STRING, jsonPath = ".status.syncId", priority = 1)
@AdditionalPrinterColumn(
        name = "Drifted",
        type = Type.STRING,
        jsonPath = ".status.conditions[?(@.type==\"Drifted\")].status",
        priority = 1)
@AdditionalPrinterColumn(name = "Mode", type = Type.STRING, jsonPath = ".spec.mode", priority = 1)
@AdditionalPrinterColumn(name = "Next Run", type = Type.STRING, jsonPath = ".status.nextExecutionTime", priority = 1)
@AdditionalPrinterColumn(
        name = "Message",
        type = Type.STRING,
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        priority = 1)
public class BulkSync extends CustomResource<BulkSyncSpec, BulkSyncStatus> implements Namespaced {
    @Override
    @Required
    @JsonPropertyDescription("What the sync should be. What is not stated is not managed.")
    public BulkSyncSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @JsonPropertyDescription("What the operator knows of the sync.")
    public BulkSyncStatus getStatus() {
        return super.getStatus();
    }

    @Override
    protected BulkSyncSpec initSpec() {
        return null;
    }

    @Override
    protected BulkSyncStatus initStatus() {
        return null;
    }
}
