package io.polytomic.operator.controller.status;

import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.SchemaCounts;
import io.polytomic.operator.api.v1alpha1.SchemaStatus;
import io.polytomic.operator.api.v1alpha1.StartWish;
import java.util.List;

/** The status of a BulkSyncRun while a pass computes it: the record is written once, at the end. */
public final class RunDraft {
    public Long observedGeneration;
    public List<Condition> conditions;
    public String phase;
    public String organizationId;
    public String syncId;
    public String executionId;
    public String attribution;
    public String takenOverFrom;
    public String requestHash;
    public Long syncGeneration;
    public StartWish start;
    public String cancelRequestedAt;
    public String startedAt;
    public String completedAt;
    public Long recordCount;
    public Long errorCount;
    public Long warningCount;
    public Boolean isResync;
    public String outputDisposition;
    public String statusMessage;
    public SchemaCounts schemaCounts;
    public List<SchemaStatus> schemas;
    public Integer schemasOmitted;

    /** A draft that starts from what stands in status now; null is an empty one. */
    public static RunDraft of(BulkSyncRunStatus status) {
        var draft = new RunDraft();
        if (status != null) {
            draft.observedGeneration = status.observedGeneration();
            draft.conditions = status.conditions();
            draft.phase = status.phase();
            draft.organizationId = status.organizationId();
            draft.syncId = status.syncId();
            draft.executionId = status.executionId();
            draft.attribution = status.attribution();
            draft.takenOverFrom = status.takenOverFrom();
            draft.requestHash = status.requestHash();
            draft.syncGeneration = status.syncGeneration();
            draft.start = status.start();
            draft.cancelRequestedAt = status.cancelRequestedAt();
            draft.startedAt = status.startedAt();
            draft.completedAt = status.completedAt();
            draft.recordCount = status.recordCount();
            draft.errorCount = status.errorCount();
            draft.warningCount = status.warningCount();
            draft.isResync = status.isResync();
            draft.outputDisposition = status.outputDisposition();
            draft.statusMessage = status.statusMessage();
            draft.schemaCounts = status.schemaCounts();
            draft.schemas = status.schemas();
            draft.schemasOmitted = status.schemasOmitted();
        }
        return draft;
    }

    public BulkSyncRunStatus build() {
        return new BulkSyncRunStatus(
                observedGeneration,
                conditions,
                phase,
                organizationId,
                syncId,
                executionId,
                attribution,
                takenOverFrom,
                requestHash,
                syncGeneration,
                start,
                cancelRequestedAt,
                startedAt,
                completedAt,
                recordCount,
                errorCount,
                warningCount,
                isResync,
                outputDisposition,
                statusMessage,
                schemaCounts,
                schemas,
                schemasOmitted);
    }
}
