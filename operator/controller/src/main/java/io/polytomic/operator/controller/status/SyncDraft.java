package io.polytomic.operator.controller.status;

import io.polytomic.operator.api.v1alpha1.Approval;
import io.polytomic.operator.api.v1alpha1.BulkSyncStatus;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.CreateWish;
import io.polytomic.operator.api.v1alpha1.ExecutionStatus;
import io.polytomic.operator.api.v1alpha1.IngestionStatus;
import io.polytomic.operator.api.v1alpha1.Paused;
import io.polytomic.operator.api.v1alpha1.PlanStatus;
import io.polytomic.operator.api.v1alpha1.RunRecord;
import io.polytomic.operator.api.v1alpha1.SchemaCounts;
import io.polytomic.operator.api.v1alpha1.SchemaStatus;
import java.util.List;

/** The status of a BulkSync while a pass computes it: the record is written once, at the end. */
public final class SyncDraft {
    public Long observedGeneration;
    public List<Condition> conditions;
    public String syncId;
    public String syncName;
    public String organizationId;
    public String sourceConnectionId;
    public String sourceConnectionName;
    public String destinationConnectionId;
    public String destinationConnectionName;
    public String remoteUpdatedAt;
    public Boolean active;
    public String nextExecutionTime;
    public String lastHandledReconcileAt;
    public CreateWish create;
    public Paused paused;
    public Approval lastApproval;
    public PlanStatus plan;
    public ExecutionStatus currentExecution;
    public ExecutionStatus lastExecution;
    public ExecutionStatus lastSuccessfulExecution;
    public IngestionStatus ingestion;
    public SchemaCounts schemaCounts;
    public List<SchemaStatus> schemas;
    public Integer schemasOmitted;
    public List<RunRecord> runs;

    /** As {@link #of(BulkSyncStatus)}, for this generation: a plan that was made for another one says nothing of it. */
    public static SyncDraft of(BulkSyncStatus status, long generation) {
        var draft = of(status);
        if (!Long.valueOf(generation).equals(draft.observedGeneration)) {
            draft.plan = null;
        }
        return draft;
    }

    /** A draft that starts from what stands in status now; null is an empty one. */
    public static SyncDraft of(BulkSyncStatus status) {
        var draft = new SyncDraft();
        if (status != null) {
            draft.observedGeneration = status.observedGeneration();
            draft.conditions = status.conditions();
            draft.syncId = status.syncId();
            draft.syncName = status.syncName();
            draft.organizationId = status.organizationId();
            draft.sourceConnectionId = status.sourceConnectionId();
            draft.sourceConnectionName = status.sourceConnectionName();
            draft.destinationConnectionId = status.destinationConnectionId();
            draft.destinationConnectionName = status.destinationConnectionName();
            draft.remoteUpdatedAt = status.remoteUpdatedAt();
            draft.active = status.active();
            draft.nextExecutionTime = status.nextExecutionTime();
            draft.lastHandledReconcileAt = status.lastHandledReconcileAt();
            draft.create = status.create();
            draft.paused = status.paused();
            draft.lastApproval = status.lastApproval();
            draft.plan = status.plan();
            draft.currentExecution = status.currentExecution();
            draft.lastExecution = status.lastExecution();
            draft.lastSuccessfulExecution = status.lastSuccessfulExecution();
            draft.ingestion = status.ingestion();
            draft.schemaCounts = status.schemaCounts();
            draft.schemas = status.schemas();
            draft.schemasOmitted = status.schemasOmitted();
            draft.runs = status.runs();
        }
        return draft;
    }

    public BulkSyncStatus build() {
        return new BulkSyncStatus(
                observedGeneration,
                conditions,
                syncId,
                syncName,
                organizationId,
                sourceConnectionId,
                sourceConnectionName,
                destinationConnectionId,
                destinationConnectionName,
                remoteUpdatedAt,
                active,
                nextExecutionTime,
                lastHandledReconcileAt,
                create,
                paused,
                lastApproval,
                plan,
                currentExecution,
                lastExecution,
                lastSuccessfulExecution,
                ingestion,
                schemaCounts,
                schemas,
                schemasOmitted,
                runs);
    }
}
