package io.polytomic.operator.controller.watch;

import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.ModelCounts;
import io.polytomic.operator.api.v1alpha1.ModelExecutionStatus;
import io.polytomic.operator.api.v1alpha1.ModelSyncStatus;
import io.polytomic.operator.client.wire.EventRecord;
import io.polytomic.operator.client.wire.ModelExecutionRecord;
import io.polytomic.operator.client.wire.ModelSyncStatusRecord;
import io.polytomic.operator.controller.translate.RemoteText;
import io.polytomic.operator.core.outcome.Reason;
import java.util.Objects;
import java.util.Set;

/** Whether an event or a run state tells something of a model sync that its status does not say yet. */
final class ModelMoves {
    private static final Set<String> OVER = Set.of("completed", "canceled", "failed");
    private static final String RUNNING = "sync.running";

    private ModelMoves() {}

    static boolean saysMissing(ModelSyncStatus status) {
        return says(status, Reason.REMOTE_MISSING);
    }

    /** Whether that is the reason of Ready. */
    static boolean says(ModelSyncStatus status, Reason reason) {
        return status.conditions() != null
                && status.conditions().stream()
                        .anyMatch(c -> Condition.READY.equals(c.type())
                                && reason.word().equals(c.reason()));
    }

    /** A word nobody knows goes on until the API shows the execution as the last one. */
    static boolean isRunning(ModelSyncStatus status) {
        var now = status.currentExecution();
        return status.syncId() != null && now != null && !(OVER.contains(now.status()) && now.completedAt() != null);
    }

    /** True when the status already knows of the beginning or the end that the event tells. */
    static boolean isTold(ModelSyncStatus status, EventRecord event) {
        if (event.executionId() == null) {
            return false;
        }
        boolean last = isAbout(status.lastExecution(), event);
        return last || RUNNING.equals(event.type()) && isAbout(status.currentExecution(), event);
    }

    private static boolean isAbout(ModelExecutionStatus execution, EventRecord event) {
        return execution != null && event.executionId().equals(execution.id());
    }

    /** True when another execution is the current or the last one, or one of them has another word. */
    static boolean differs(ModelSyncStatus told, ModelSyncStatusRecord now) {
        return !same(told.currentExecution(), now.currentExecution())
                || !same(told.lastExecution(), now.lastExecution());
    }

    private static boolean same(ModelExecutionStatus told, ModelExecutionRecord now) {
        if (told == null || now == null) {
            return told == null && now == null;
        }
        return Objects.equals(told.id(), now.id()) && Objects.equals(told.status(), RemoteText.word(now.status()));
    }

    static boolean countsDiffer(ModelSyncStatus told, ModelSyncStatusRecord now) {
        return told.currentExecution() != null
                && now.currentExecution() != null
                && !sameCounts(
                        told.currentExecution().counts(), now.currentExecution().counts());
    }

    private static boolean sameCounts(ModelCounts told, ModelExecutionRecord.Counts now) {
        if (told == null || now == null) {
            return told == null && now == null;
        }
        return new ModelExecutionRecord.Counts(
                        told.total(),
                        told.insert(),
                        told.update(),
                        told.upserts(),
                        told.delete(),
                        told.error(),
                        told.warnings())
                .equals(now);
    }
}
