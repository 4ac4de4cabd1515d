package io.polytomic.operator.cli.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.cli.manifest.Manifest;
import java.util.List;

/** Manifests as the objects they would be in a cluster, with what a cluster adds to them. */
final class ManifestObjects {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final String BEGINNING = "1970-01-01T00:00:00Z";

    private final ClusterState cluster;
    private final String defaultNamespace;

    ManifestObjects(ClusterState cluster, String defaultNamespace) {
        this.cluster = cluster;
        this.defaultNamespace = defaultNamespace;
    }

    PolytomicOrganization organization(Manifest manifest) {
        return placed(read(manifest, PolytomicOrganization.class));
    }

    /** @param position among the manifests: without a cluster the first one counts as the oldest */
    BulkSync sync(Manifest manifest, int position) {
        var sync = placed(read(manifest, BulkSync.class));
        var live = live(sync);
        if (live != null) {
            boolean edited = !JSON.convertValue(live.getSpec(), ObjectNode.class)
                    .equals(JSON.convertValue(sync.getSpec(), ObjectNode.class));
            sync.setStatus(live.getStatus());
            sync.getMetadata().setUid(live.getMetadata().getUid());
            sync.getMetadata().setCreationTimestamp(live.getMetadata().getCreationTimestamp());
            sync.getMetadata().setGeneration(live.getMetadata().getGeneration() + (edited ? 1 : 0));
            return sync;
        }
        sync.getMetadata().setUid("file-%06d".formatted(position));
        sync.getMetadata().setCreationTimestamp(cluster.syncs().isEmpty() ? BEGINNING : "9999-01-01T00:00:00Z");
        sync.getMetadata().setGeneration(1L);
        return sync;
    }

    /** ManifestObjects of the cluster that no manifest speaks of: they compete for remote syncs, too. */
    List<BulkSync> others(List<BulkSync> syncs) {
        return cluster.syncs().stream()
                .filter(live -> syncs.stream().noneMatch(sync -> isSame(live, sync)))
                .toList();
    }

    private BulkSync live(BulkSync sync) {
        return cluster.syncs().stream()
                .filter(other -> isSame(other, sync))
                .findFirst()
                .orElse(null);
    }

    static boolean isSame(HasMetadata a, HasMetadata b) {
        return a.getMetadata().getName().equals(b.getMetadata().getName())
                && a.getMetadata().getNamespace().equals(b.getMetadata().getNamespace());
    }

    /** From text, as the API server hands it out: there numbers have the type their size asks for. */
    private static <T> T read(Manifest manifest, Class<T> type) {
        return JSON.unmarshal(manifest.content().toString(), type);
    }

    private <T extends HasMetadata> T placed(T object) {
        if (object.getMetadata().getNamespace() == null) {
            object.getMetadata().setNamespace(defaultNamespace);
        }
        return object;
    }
}
