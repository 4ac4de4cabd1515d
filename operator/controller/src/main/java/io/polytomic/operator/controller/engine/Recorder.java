package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncStatus;

/** Puts a status on record in the middle of a pass: before anything is sent that cannot be repeated. */
public interface Recorder {
    /**
     * Compare-and-set. Returns only when the status is stored.
     *
     * @throws io.polytomic.operator.controller.status.StaleStatusException when somebody else wrote meanwhile
     */
    BulkSync record(BulkSync sync, BulkSyncStatus status);

    /**
     * As {@link #record}, for a wish to send what cannot be repeated: it is written on the very version given or not at all,
     * also when only the manifest moved.
     *
     * @throws io.polytomic.operator.controller.status.StaleStatusException when anybody wrote anything meanwhile
     */
    BulkSync wish(BulkSync sync, BulkSyncStatus status);

    /**
     * True while the object, read live, still is this generation of itself. Asked before each write to a remote sync: a
     * leader that slept must not bring back what an older manifest said.
     */
    boolean isCurrent(BulkSync sync, long generation);

    /**
     * True while the object, read live, is the very version given. Asked before a request is sent that cannot be repeated, the
     * first time and again: a leader that slept must not send what was given up meanwhile.
     */
    boolean isUntouched(BulkSync sync);

    /** Something happened that a person may want to read; {@code warning} for what needs attention. */
    void event(BulkSync sync, boolean warning, String reason, String message);
}
