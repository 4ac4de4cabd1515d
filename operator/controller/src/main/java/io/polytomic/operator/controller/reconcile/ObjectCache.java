package io.polytomic.operator.controller.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The objects of one kind as the informer of its controller knows them; empty before that controller has started. */
public final class ObjectCache<P extends HasMetadata> {
    private final AtomicReference<IndexedResourceCache<P>> cache = new AtomicReference<>();

    void use(IndexedResourceCache<P> primaries) {
        cache.set(primaries);
    }

    public Collection<P> all() {
        var known = cache.get();
        return known == null ? List.of() : known.list().toList();
    }
}
