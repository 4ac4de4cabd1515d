package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;

/** Puts the status of a run on record in the middle of a pass, and deletes a run whose time is over. */
public interface RunRecorder {
    /**
     * Compare-and-set. Returns only when the status is stored.
     *
     * @throws io.polytomic.operator.controller.status.StaleStatusException when somebody else wrote meanwhile
     */
    BulkSyncRun record(BulkSyncRun run, BulkSyncRunStatus status);

    /**
     * True while the run, read live, is the very version given. Asked before a start is sent again that may have been sent: a
     * leader that slept must not send what was given up meanwhile.
     */
    boolean isUntouched(BulkSyncRun run);

    void event(BulkSyncRun run, boolean warning, String reason, String message);

    /** Deletes exactly this object (by uid); nothing when it is gone already. */
    void delete(BulkSyncRun run);
}
