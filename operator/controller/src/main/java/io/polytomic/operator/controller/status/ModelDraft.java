package io.polytomic.operator.controller.status;

import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.ModelExecutionStatus;
import io.polytomic.operator.api.v1alpha1.ModelProblem;
import io.polytomic.operator.api.v1alpha1.ModelSyncStatus;
import java.util.List;

/** The status of a ModelSync while a pass computes it: the record is written once, at the end. */
public final class ModelDraft {
    public Long observedGeneration;
    public List<Condition> conditions;
    public String syncId;
    public String name;
    public String organizationId;
    public String remoteUpdatedAt;
    public Boolean active;
    public String mode;
    public List<ModelProblem> problems;
    public String nextExecutionTime;
    public ModelExecutionStatus currentExecution;
    public ModelExecutionStatus lastExecution;

    /** A draft that starts from what stands in status now; null is an empty one. */
    public static ModelDraft of(ModelSyncStatus status) {
        var draft = new ModelDraft();
        if (status != null) {
            draft.observedGeneration = status.observedGeneration();
            draft.conditions = status.conditions();
            draft.syncId = status.syncId();
            draft.name = status.name();
            draft.organizationId = status.organizationId();
            draft.remoteUpdatedAt = status.remoteUpdatedAt();
            draft.active = status.active();
            draft.mode = status.mode();
            draft.problems = status.problems();
            draft.nextExecutionTime = status.nextExecutionTime();
            draft.currentExecution = status.currentExecution();
            draft.lastExecution = status.lastExecution();
        }
        return draft;
    }

    /** What is known of one model sync says nothing about another. */
    public void bind(String id) {
        if (!id.equals(syncId)) {
            unbind();
            syncId = id;
        }
    }

    /** Nothing is known any more. */
    public void unbind() {
        syncId = null;
        name = null;
        organizationId = null;
        remoteUpdatedAt = null;
        active = null;
        mode = null;
        problems = null;
        nextExecutionTime = null;
        currentExecution = null;
        lastExecution = null;
    }

    public ModelSyncStatus build() {
        return new ModelSyncStatus(
                observedGeneration,
                conditions,
                syncId,
                name,
                organizationId,
                remoteUpdatedAt,
                active,
                mode,
                problems,
                nextExecutionTime,
                currentExecution,
                lastExecution);
    }
}
