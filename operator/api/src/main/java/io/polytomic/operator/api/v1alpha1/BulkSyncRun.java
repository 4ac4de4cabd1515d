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

/** One execution of a BulkSync, like a Job: started once, followed to its end. */
@JsonClassDescription("One execution of a BulkSync, like a Job: started once, followed to its end.")
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Singular("bulksyncrun")
@Plural("bulksyncruns")
@ShortNames("brun")
@Categories(ApiGroup.CATEGORY)
@AdditionalPrinterColumn(name = "Sync", type = Type.STRING, jsonPath = ".spec.bulkSyncRef.name")
@AdditionalPrinterColumn(name = "Phase", type = Type.STRING, jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Records", type = Type.INTEGER, jsonPath = ".status.recordCount")
@AdditionalPrinterColumn(name = "Errors", type = Type.INTEGER, jsonPath = ".status.errorCount")
@AdditionalPrinterColumn(name = "Started", type = Type.DATE, jsonPath = ".status.startedAt")
@AdditionalPrinterColumn(name = "Completed", type = Type.DATE, jsonPath = ".status.completedAt")
@AdditionalPrinterColumn(name = "Execution", type = Type.STRING, jsonPath = ".status.executionId", priority = 1)
@AdditionalPrinterColumn(name = "Attribution", type = Type.STRING, jsonPath = ".status.attribution", priority = 1)
@AdditionalPrinterColumn(
        name = "Message",
        type = Type.STRING,
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        priority = 1)
public class BulkSyncRun extends CustomResource<BulkSyncRunSpec, BulkSyncRunStatus> implements Namespaced {
    @Override
    @Required
    @JsonPropertyDescription(
            "What to run and how to wait for it. bulkSyncRef, schemas, fetchMode, resyncMode and test are fixed once created.")
    public BulkSyncRunSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @JsonPropertyDescription("What the operator knows of the run.")
    public BulkSyncRunStatus getStatus() {
        return super.getStatus();
    }

    @Override
    protected BulkSyncRunSpec initSpec() {
        return null;
    }

    @Override
    protected BulkSyncRunStatus initStatus() {
        return null;
    }
}
