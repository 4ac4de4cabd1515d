package io.polytomic.operator.controller.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** The objects of one kind as the informer of its controller knows them; empty before that controller has started. */
public final class ObjectCache<P extends HasMetadata> {
    private final AtomicReference<IndexerResourceCache<P>> cache = new AtomicReference<>();
    private final Map<String, Function<P, List<String>>> indexers;

    /** @param indexers by the name of the index, the keys an object is found under */
    public ObjectCache(Map<String, Function<P, List<String>>> indexers) {
        this.indexers = Map.copyOf(indexers);
    }

    void use(IndexerResourceCache<P> primaries) {
        primaries.addIndexers(indexers);
        cache.set(primaries);
    }

    public Collection<P> all() {
        var known = cache.get();
        return known == null ? List.of() : known.list().toList();
    }

    public Optional<P> get(ResourceID id) {
        var known = cache.get();
        return known == null ? Optional.empty() : known.get(id);
    }

    /** The objects that one of the indexes has under this key. */
    public Collection<P> by(String index, String key) {
        var known = cache.get();
        return known == null ? List.of() : known.byIndex(index, key);
    }
}
