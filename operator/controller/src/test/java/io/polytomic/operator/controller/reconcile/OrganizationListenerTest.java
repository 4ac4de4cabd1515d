package io.polytomic.operator.controller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.impl.cache.CacheImpl;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.controller.watch.Wakeups;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** On the index that informers use. */
class OrganizationListenerTest {
    private record Indexed<P extends HasMetadata>(CacheImpl<P> objects) implements IndexerResourceCache<P> {
        @Override
        public void addIndexers(Map<String, Function<P, List<String>>> indexers) {
            objects.addIndexers(indexers);
        }

        @Override
        public List<P> byIndex(String index, String key) {
            return objects.byIndex(index, key);
        }

        @Override
        public Optional<P> get(ResourceID id) {
            return list(object -> ResourceID.fromResource(object).equals(id)).findFirst();
        }

        @Override
        public Stream<ResourceID> keys() {
            return list().map(ResourceID::fromResource);
        }

        @Override
        public Stream<P> list(String namespace, Predicate<P> wanted) {
            return list(wanted.and(object -> object.getMetadata().getNamespace().equals(namespace)));
        }

        @Override
        public Stream<P> list(Predicate<P> wanted) {
            return objects.list().stream().filter(wanted);
        }
    }

    private final Caches caches = Caches.empty();
    private final CacheImpl<BulkSync> syncs = new CacheImpl<>();
    private final CacheImpl<BulkSyncRun> runs = new CacheImpl<>();

    @BeforeEach
    void start() {
        caches.syncs().use(new Indexed<>(syncs));
        caches.runs().use(new Indexed<>(runs));
    }

    private OrganizationListener of(String organization) {
        var resource = read(PolytomicOrganization.class, """
                metadata: {namespace: data, name: %s}
                """.formatted(organization));
        return new OrganizationListener(
                resource,
                caches,
                new ModelNeighbourhood(caches, new Wakeups<>("models")),
                new Wakeups<>("organizations"),
                new Wakeups<>("syncs"),
                new Wakeups<>("runs"));
    }

    private void sync(String name, String organization, String status) {
        syncs.put(read(BulkSync.class, """
                metadata: {namespace: data, name: %s}
                spec: {organizationRef: {name: %s}}
                status: %s
                """.formatted(name, organization, status)));
    }

    private void run(String name, String status) {
        runs.put(read(BulkSyncRun.class, """
                metadata: {namespace: data, name: %s}
                spec: {bulkSyncRef: {name: any}}
                status: %s
                """.formatted(name, status)));
    }

    private static <T> T read(Class<T> kind, String yaml) {
        return Serialization.unmarshal(yaml, kind);
    }

    private static List<String> names(OrganizationListener listener) {
        return listener.running().stream()
                .map(sync -> sync.getMetadata().getName())
                .sorted()
                .toList();
    }

    @Test
    @DisplayName("what runs is what a status shows as running, or what an unfinished run has started")
    void running() {
        sync("idle", "a", "{syncId: '1'}");
        sync("runs", "a", "{syncId: '2', currentExecution: {id: x}}");
        sync("just-started", "a", "{syncId: '3'}");
        sync("long-done", "a", "{syncId: '4'}");
        sync("unbound", "a", "{}");
        sync("of-another", "b", "{syncId: '5', currentExecution: {id: y}}");
        run("one", "{phase: Running, syncId: '3', executionId: z}");
        run("two", "{phase: Succeeded, syncId: '4', executionId: w}");
        run("three", "{phase: Pending, syncId: '1'}");

        assertThat(names(of("a"))).containsExactly("just-started", "runs");
        assertThat(names(of("b"))).containsExactly("of-another");
    }

    @Test
    @DisplayName("a sync that both says so and has a run is told once, and not to another organization")
    void once() {
        sync("runs", "a", "{syncId: '2', currentExecution: {id: x}}");
        run("one", "{phase: Running, syncId: '2', executionId: x}");

        assertThat(names(of("a"))).containsExactly("runs");
        assertThat(names(of("b"))).isEmpty();
    }

    @Test
    @DisplayName("an execution that ended is asked for no more")
    void ended() {
        sync("runs", "a", "{syncId: '2', currentExecution: {id: x}}");
        sync("runs", "a", "{syncId: '2', lastExecution: {id: x}}");

        assertThat(names(of("a"))).isEmpty();
    }
}
