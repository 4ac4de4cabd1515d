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
     * Puts the wish to start on record, by a leader and on this very version of the run: one that was canceled, deleted or
     * otherwise edited since it was read starts nothing.
     *
     * @throws io.polytomic.operator.controller.status.StaleStatusException when anybody wrote meanwhile, or another process
     *     may lead; nothing is stored then
     */
    BulkSyncRun wish(BulkSyncRun run, BulkSyncRunStatus status);

    /**
     * True while the run, read live, is the very version given and this process leads. Asked before a start is sent, the
     * first time too: a leader that slept must not send what was given up meanwhile.
     */
    boolean isUntouched(BulkSyncRun run);

    /** Whether the lease still is this process's own. */
    boolean leads();

    void event(BulkSyncRun run, boolean warning, String reason, String message);

    /** Deletes exactly this object (by uid); nothing when it is gone already. */
    void delete(BulkSyncRun run);
}
