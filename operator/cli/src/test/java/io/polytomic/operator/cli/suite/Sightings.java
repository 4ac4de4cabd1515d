package io.polytomic.operator.cli.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.polytomic.operator.cli.cluster.Cluster;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Every version of every object of our kinds that the API server stored while this was open, from the first on. */
final class Sightings implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String API = "sync.polytomic.com/v1alpha1";

    private final List<JsonNode> seen = new CopyOnWriteArrayList<>();
    private final List<Watch> watches;

    Sightings(Cluster cluster) {
        watches = Stream.of("PolytomicOrganization", "BulkSync", "BulkSyncRun", "ModelSync")
                .map(kind -> cluster.client()
                        .genericKubernetesResources(API, kind)
                        .inNamespace(cluster.namespace())
                        .watch(new Listener()))
                .toList();
    }

    List<JsonNode> all() {
        return List.copyOf(seen);
    }

    List<JsonNode> of(String kind) {
        return seen.stream()
                .filter(object -> kind.equals(object.path("kind").asText()))
                .toList();
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }

    private final class Listener implements Watcher<GenericKubernetesResource> {
        @Override
        public void eventReceived(Action action, GenericKubernetesResource resource) {
            if (action == Action.ADDED || action == Action.MODIFIED) {
                seen.add(JSON.valueToTree(resource));
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            // The end of the test; a watch that broke shows as a phase that was not seen.
        }
    }
}
