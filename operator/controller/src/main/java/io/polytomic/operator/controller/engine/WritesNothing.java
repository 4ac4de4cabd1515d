package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncStatus;

/** The recorder of a {@link Preview}: nothing in it comes as far as a write. */
final class WritesNothing implements Recorder {
    @Override
    public BulkSync record(BulkSync sync, BulkSyncStatus status) {
        throw new IllegalStateException("a preview writes nothing");
    }

    @Override
    public BulkSync wish(BulkSync sync, BulkSyncStatus status) {
        throw new IllegalStateException("a preview writes nothing");
    }

    @Override
    public boolean isCurrent(BulkSync sync, long generation) {
        throw new IllegalStateException("a preview writes nothing");
    }

    @Override
    public boolean isUntouched(BulkSync sync) {
        throw new IllegalStateException("a preview writes nothing");
    }

    @Override
    public void event(BulkSync sync, boolean warning, String reason, String message) {
        throw new IllegalStateException("a preview writes nothing");
    }
}
