package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.ApiGroup;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncStatus;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.controller.status.Conditions;
import java.util.Objects;

/** What is asked of the operator for one BulkSync, and how soon. */
final class Urgency {
    private Urgency() {}

    /** Something is asked of the operator that it has not done yet; idle objects have none and stay as they are. */
    static boolean hasWork(BulkSync sync) {
        var status = sync.getStatus();
        return status == null
                || status.syncId() == null
                || status.paused() != null
                || isCreating(status)
                || !Conditions.isReadyFor(
                        status.conditions(), sync.getMetadata().getGeneration())
                || isRequested(sync);
    }

    /** Whose turn a look at this object is. @param moved whether the watcher, or a run, saw something move */
    static Priority of(BulkSync sync, boolean moved) {
        if (!hasWork(sync)) {
            return moved ? Priority.POLL : Priority.SWEEP;
        }
        var status = sync.getStatus();
        if (status != null && !isNews(sync, status) && Conditions.isTrue(status.conditions(), Condition.STALLED)) {
            return moved ? Priority.POLL : Priority.ERROR;
        }
        return status == null || status.syncId() == null || isCreating(status) ? Priority.CREATE : Priority.USER_EDIT;
    }

    private static boolean isNews(BulkSync sync, BulkSyncStatus status) {
        return !Objects.equals(status.observedGeneration(), sync.getMetadata().getGeneration())
                || isRequested(sync)
                || isApproved(sync, status);
    }

    private static boolean isApproved(BulkSync sync, BulkSyncStatus status) {
        var approved = annotation(sync, ApiGroup.APPROVED_PLAN);
        return approved != null
                && (status.lastApproval() == null
                        || !approved.equals(status.lastApproval().hash()));
    }

    private static boolean isRequested(BulkSync sync) {
        var token = annotation(sync, ApiGroup.RECONCILE_REQUESTED_AT);
        var handled = sync.getStatus() == null ? null : sync.getStatus().lastHandledReconcileAt();
        return token != null && !token.equals(handled);
    }

    private static boolean isCreating(BulkSyncStatus status) {
        return status.create() != null && status.create().requestedAt() != null;
    }

    private static String annotation(BulkSync sync, String key) {
        var annotations = sync.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(key);
    }
}
