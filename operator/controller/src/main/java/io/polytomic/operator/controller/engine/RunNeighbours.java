package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import java.util.Collection;
import java.util.Optional;

/** What a run needs to know of other objects. */
public interface RunNeighbours {
    /** The BulkSync as the API server has it now, not as a cache remembers it. */
    Optional<BulkSync> readLive(String namespace, String name);

    /** Names of all BulkSyncs of that namespace the cache knows. */
    Collection<String> syncNames(String namespace);

    /** All runs of that BulkSync the cache knows. */
    Collection<BulkSyncRun> runsOf(String namespace, String syncName);

    /** All runs the cache knows, of whatever BulkSync and namespace, that are about this remote sync. */
    Collection<BulkSyncRun> runsOfRemote(String syncId);

    /** All BulkSyncs the cache knows that are bound to it, in whatever namespace. */
    Collection<BulkSync> syncsBoundTo(String syncId);

    /** The BulkSync should look: a run of it ended, expired, or found its remote sync out of order. */
    void wakeSync(String namespace, String name);
}
