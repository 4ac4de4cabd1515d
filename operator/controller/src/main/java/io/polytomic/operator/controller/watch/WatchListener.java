package io.polytomic.operator.controller.watch;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import java.util.Collection;
import java.util.Set;

/** What a watcher needs of the objects it watches for, and whom it wakes. */
public interface WatchListener {
    /** The BulkSyncs of this organization that are bound to a remote sync, as the cache has them. */
    Collection<BulkSync> bound();

    /** The remote syncs of which a BulkSyncRun is being started, followed or canceled. */
    Set<String> withActiveRun();

    /** The remote sync behind this object may have moved. */
    void wake(BulkSync sync);

    /** Something moved in these remote syncs that their unfinished runs may want to know. */
    void wakeRuns(Set<String> syncIds);

    /** What the watcher knows of the organization itself changed: reachable or not, counts. */
    void wakeOrganization();
}
