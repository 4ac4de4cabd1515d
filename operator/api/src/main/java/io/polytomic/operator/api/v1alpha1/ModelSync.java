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

/** A model sync made elsewhere, observed only: the operator reports what happens to it and never changes it. */
@JsonClassDescription(
        "A model sync made elsewhere, observed only: the operator reports what happens to it and never changes it.")
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Singular("modelsync")
@Plural("modelsyncs")
@ShortNames("msync")
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
@AdditionalPrinterColumn(name = "Errors", type = Type.INTEGER, jsonPath = ".status.lastExecution.counts.error")
@AdditionalPrinterColumn(name = "Completed", type = Type.DATE, jsonPath = ".status.lastExecution.completedAt")
@AdditionalPrinterColumn(name = "Age", type = Type.DATE, jsonPath = ".metadata.creationTimestamp")
@AdditionalPrinterColumn(name = "Id", type = Type.STRING, jsonPath = ".status.syncId", priority = 1)
@AdditionalPrinterColumn(name = "Name At Polytomic", type = Type.STRING, jsonPath = ".status.name", priority = 1)
@AdditionalPrinterColumn(name = "Active", type = Type.STRING, jsonPath = ".status.active", priority = 1)
@AdditionalPrinterColumn(name = "Mode", type = Type.STRING, jsonPath = ".status.mode", priority = 1)
@AdditionalPrinterColumn(
        name = "Running",
        type = Type.STRING,
        jsonPath = ".status.currentExecution.status",
        priority = 1)
@AdditionalPrinterColumn(name = "Next Run", type = Type.STRING, jsonPath = ".status.nextExecutionTime", priority = 1)
@AdditionalPrinterColumn(
        name = "Message",
        type = Type.STRING,
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        priority = 1)
public class ModelSync extends CustomResource<ModelSyncSpec, ModelSyncStatus> implements Namespaced {
    @Override
    @Required
    @JsonPropertyDescription("Which model sync to watch.")
    public ModelSyncSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @JsonPropertyDescription("What the operator knows of the model sync.")
    public ModelSyncStatus getStatus() {
        return super.getStatus();
    }

    @Override
    protected ModelSyncSpec initSpec() {
        return null;
    }

    @Override
    protected ModelSyncStatus initStatus() {
        return null;
    }
}
