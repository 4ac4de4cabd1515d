package io.polytomic.operator.controller.watch;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What a watcher needs of the objects it watches for, and whom it wakes. */
public interface WatchListener {
    /** Holds no object and wakes nobody: for a look without a cluster. */
    WatchListener NONE = new WatchListener() {
        @Override
        public Collection<BulkSync> bound() {
            return List.of();
        }

        @Override
        public Collection<BulkSync> running() {
            return List.of();
        }

        @Override
        public void wake(BulkSync sync) {}

        @Override
        public void wakeRuns(Set<String> syncIds) {}

        @Override
        public void wakeOrganization() {}
    };

    /** The BulkSyncs of this organization that are bound to a remote sync, as the cache has them. */
    Collection<BulkSync> bound();

    /**
     * Those of {@link #bound} whose status shows a running execution, or of whose remote sync a BulkSyncRun follows or cancels
     * one. Asked every few seconds: what it costs must not depend on how many objects there are.
     */
    Collection<BulkSync> running();

    /** The remote sync behind this object may have moved. */
    void wake(BulkSync sync);

    /** The ModelSyncs of this organization as the cache has them, bound to a model sync or not. */
    default Collection<ModelSync> models() {
        return List.of();
    }

    /** How often each ModelSync is looked at though nothing moved. */
    default Duration sweepInterval() {
        return Duration.ofHours(12);
    }

    /** The model sync behind this object may have moved. */
    default void wake(ModelSync sync) {}

    /** Something moved in these remote syncs that their unfinished runs may want to know. */
    void wakeRuns(Set<String> syncIds);

    /** What the watcher knows of the organization itself changed: reachable or not, counts. */
    void wakeOrganization();
}
