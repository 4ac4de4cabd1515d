package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** The BulkSyncs the cache knows. What is asked at each pass is answered from an index where there is one. */
@FunctionalInterface
public interface Syncs {
    /** All of them. */
    Collection<BulkSync> all();

    /** Those that are bound to this remote sync or name it in spec.syncId. */
    default Collection<BulkSync> of(String syncId) {
        return all().stream()
                .filter(sync -> idsOf(sync).anyMatch(syncId::equals))
                .toList();
    }

    /** Those whose remote sync is to bear this name. */
    default Collection<BulkSync> named(String name) {
        return all().stream().filter(sync -> name.equals(SyncTask.nameOf(sync))).toList();
    }

    /** The one of this name. */
    default Optional<BulkSync> find(String namespace, String name) {
        return all().stream()
                .filter(sync -> name.equals(sync.getMetadata().getName())
                        && namespace.equals(sync.getMetadata().getNamespace()))
                .findFirst();
    }

    /** The ids of remote syncs an object lays claim to, each once. */
    static Stream<String> idsOf(BulkSync sync) {
        var bound = sync.getStatus() == null ? null : sync.getStatus().syncId();
        return Stream.of(bound, sync.getSpec().syncId())
                .filter(id -> id != null)
                .distinct();
    }

    /** The name the remote sync is to bear: stated, or the object's own. */
    static String nameOf(BulkSync sync) {
        return SyncTask.nameOf(sync);
    }
}
