package io.polytomic.operator.benchmarks;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.Condition;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The fleet as anybody who watches it sees it: the one watch of the benchmark itself, the same for every candidate. */
final class FleetView implements ResourceEventHandler<BulkSync>, AutoCloseable {
    private final SharedIndexInformer<BulkSync> informer;
    private final Map<String, String> ready = new ConcurrentHashMap<>();
    private final Map<String, String> syncIds = new ConcurrentHashMap<>();
    private final Map<String, Long> ended = new ConcurrentHashMap<>();
    private volatile long lastReady;

    FleetView(KubernetesClient client) {
        this.informer =
                client.resources(BulkSync.class).inNamespace(Cluster.NAMESPACE).inform(this);
    }

    @Override
    public void onAdd(BulkSync sync) {
        take(sync);
    }

    @Override
    public void onUpdate(BulkSync before, BulkSync sync) {
        take(sync);
    }

    @Override
    public void onDelete(BulkSync sync, boolean unknown) {
        throw new IllegalStateException("A benchmark deletes nothing.");
    }

    private void take(BulkSync sync) {
        var status = sync.getStatus();
        if (status == null || status.syncId() == null) {
            return;
        }
        var name = sync.getMetadata().getName();
        syncIds.putIfAbsent(name, status.syncId());
        if (isReady(sync) && ready.putIfAbsent(name, name) == null) {
            lastReady = System.nanoTime();
        }
        if (status.lastExecution() != null
                && "completed".equals(status.lastExecution().status())) {
            ended.putIfAbsent(status.lastExecution().id(), System.nanoTime());
        }
    }

    private static boolean isReady(BulkSync sync) {
        var conditions = sync.getStatus().conditions();
        return conditions != null
                && conditions.stream()
                        .anyMatch(condition -> Condition.READY.equals(condition.type())
                                && Condition.TRUE.equals(condition.status())
                                && sync.getMetadata().getGeneration().equals(condition.observedGeneration()));
    }

    int ready() {
        return ready.size();
    }

    /** When the last of them became Ready. */
    long lastReadyAt() {
        return lastReady;
    }

    String syncId(String name) {
        return syncIds.get(name);
    }

    /** When this execution was first seen in a status as the last one, null if not yet. */
    Long endedAt(String executionId) {
        return ended.get(executionId);
    }

    @Override
    public void close() {
        informer.stop();
    }
}
