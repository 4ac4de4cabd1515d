package io.polytomic.operator.controller.watch;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import java.util.Collection;
import java.util.List;

/** What a watcher needs of the objects it watches for, and whom it wakes. */
public interface WatchListener {
    /** Holds no object and wakes nobody: for a look without a cluster. */
    WatchListener NONE = new WatchListener() {
        @Override
        public Collection<BulkSync> bound() {
            return List.of();
        }

        @Override
        public boolean hasActiveRun(String syncId) {
            return false;
        }

        @Override
        public void wake(BulkSync sync) {}

        @Override
        public void wakeRuns(String syncId) {}

        @Override
        public void wakeOrganization() {}
    };

    /** The BulkSyncs of this organization that are bound to a remote sync, as the cache has them. */
    Collection<BulkSync> bound();

    /** True while a BulkSyncRun of that remote sync is being started, followed or canceled. */
    boolean hasActiveRun(String syncId);

    /** The remote sync behind this object may have moved. */
    void wake(BulkSync sync);

    /** Progress of the remote sync moved. */
    void wakeRuns(String syncId);

    /** What the watcher knows of the organization itself changed: reachable or not, counts. */
    void wakeOrganization();
}
