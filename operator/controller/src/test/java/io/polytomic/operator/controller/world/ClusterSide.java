package io.polytomic.operator.controller.world;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.api.v1alpha1.BulkSyncStatus;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.controller.engine.Recorder;
import io.polytomic.operator.controller.engine.RunNeighbours;
import io.polytomic.operator.controller.engine.RunRecorder;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.status.StaleStatusException;
import io.polytomic.operator.controller.watch.WatchListener;
import io.polytomic.operator.core.run.RunPhase;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the engines of one operator process ask of the cluster and tell it, and whom its news wakes. */
final class ClusterSide {
    private final World world;
    private final WorkQueue queue;
    private final StatusWrites writes;
    private boolean leads = true;

    ClusterSide(World world, WorkQueue queue, StatusWrites writes) {
        this.world = world;
        this.queue = queue;
        this.writes = writes;
    }

    /** Whether the lease says so when it is asked. */
    void leads(boolean holds) {
        leads = holds;
    }

    Recorder recorder() {
        return new Recorder() {
            @Override
            public BulkSync record(BulkSync sync, BulkSyncStatus status) {
                return writes.write(sync, status);
            }

            @Override
            public BulkSync wish(BulkSync sync, BulkSyncStatus status) {
                return writes.writeOnlyOn(sync, status);
            }

            @Override
            public boolean isCurrent(BulkSync sync, long generation) {
                var now = world.syncs.get(sync.getMetadata().getName());
                return now != null
                        && now.getMetadata().getUid().equals(sync.getMetadata().getUid())
                        && now.getMetadata().getGeneration() == generation;
            }

            @Override
            public boolean isUntouched(BulkSync sync) {
                return isSameVersion(sync, world.syncs.get(sync.getMetadata().getName()));
            }

            @Override
            public void event(BulkSync sync, boolean warning, String reason, String message) {
                world.told(sync.getMetadata().getName(), reason, message);
            }
        };
    }

    private static boolean isSameVersion(HasMetadata read, HasMetadata now) {
        return now != null
                && now.getMetadata().getUid().equals(read.getMetadata().getUid())
                && now.getMetadata()
                        .getResourceVersion()
                        .equals(read.getMetadata().getResourceVersion());
    }

    RunRecorder runRecorder() {
        return new RunRecorder() {
            @Override
            public BulkSyncRun record(BulkSyncRun run, BulkSyncRunStatus status) {
                return writes.write(run, status);
            }

            @Override
            public BulkSyncRun wish(BulkSyncRun run, BulkSyncRunStatus status) {
                if (!leads) {
                    throw new StaleStatusException(run.getMetadata().getName());
                }
                return writes.wish(run, status);
            }

            @Override
            public boolean isUntouched(BulkSyncRun run) {
                return leads
                        && isSameVersion(run, world.runs.get(run.getMetadata().getName()));
            }

            @Override
            public boolean leads() {
                return leads;
            }

            @Override
            public void event(BulkSyncRun run, boolean warning, String reason, String message) {
                world.told(run.getMetadata().getName(), reason, message);
            }

            @Override
            public void delete(BulkSyncRun run) {
                world.runs.delete(run.getMetadata().getName(), world.time.now());
                queue.wakeRun(run.getMetadata().getName());
            }
        };
    }

    RunNeighbours neighbours() {
        return new RunNeighbours() {
            @Override
            public Optional<BulkSync> readLive(String namespace, String name) {
                return Optional.ofNullable(world.syncs.get(name));
            }

            @Override
            public Collection<String> syncNames(String namespace) {
                return world.syncs.cached().stream()
                        .map(sync -> sync.getMetadata().getName())
                        .toList();
            }

            @Override
            public Collection<BulkSyncRun> runsOf(String namespace, String syncName) {
                return world.runs.cached().stream()
                        .filter(run ->
                                syncName.equals(run.getSpec().bulkSyncRef().name()))
                        .toList();
            }

            @Override
            public Collection<BulkSyncRun> runsOfRemote(String syncId) {
                return world.runs.cached().stream()
                        .filter(run -> run.getStatus() != null
                                && syncId.equals(run.getStatus().syncId()))
                        .toList();
            }

            @Override
            public Collection<BulkSync> syncsBoundTo(String syncId) {
                return world.syncs.cached().stream()
                        .filter(sync -> sync.getStatus() != null
                                && syncId.equals(sync.getStatus().syncId()))
                        .toList();
            }

            @Override
            public void wakeSync(String namespace, String name) {
                queue.wakeSync(name);
            }
        };
    }

    WatchListener listener() {
        return new WatchListener() {
            @Override
            public Collection<BulkSync> bound() {
                return world.syncs.cached().stream()
                        .filter(s -> s.getStatus() != null && s.getStatus().syncId() != null)
                        .toList();
            }

            @Override
            public Collection<ModelSync> models() {
                return world.models.cached();
            }

            @Override
            public void wake(ModelSync sync) {
                queue.wakeModel(sync.getMetadata().getName());
            }

            @Override
            public Collection<BulkSync> running() {
                var withRun = world.runs.cached().stream()
                        .filter(ClusterSide::isActive)
                        .map(run -> run.getStatus().syncId())
                        .collect(Collectors.toSet());
                return bound().stream()
                        .filter(sync -> sync.getStatus().currentExecution() != null
                                || withRun.contains(sync.getStatus().syncId()))
                        .toList();
            }

            @Override
            public void wake(BulkSync sync) {
                queue.wakeSync(sync.getMetadata().getName());
            }

            @Override
            public void wakeRuns(Set<String> syncIds) {
                if (syncIds.isEmpty()) {
                    return;
                }
                world.runs.cached().stream()
                        .filter(ClusterSide::isUnfinished)
                        .forEach(run -> queue.wakeRun(run.getMetadata().getName()));
            }

            @Override
            public void wakeOrganization() {
                // the organization object has no status here
            }
        };
    }

    static boolean isUnfinished(BulkSyncRun run) {
        return run.getStatus() == null || !RunPhase.of(run.getStatus().phase()).isFinal();
    }

    static boolean isActive(BulkSyncRun run) {
        return isUnfinished(run) && run.getStatus() != null && run.getStatus().executionId() != null;
    }

    void wakeRunsWhenReadinessMoved(BulkSync before, BulkSync after) {
        boolean idle = after.getStatus() != null && after.getStatus().currentExecution() == null;
        boolean wasIdle = before.getStatus() == null || before.getStatus().currentExecution() == null;
        if (!Objects.equals(ready(before), ready(after)) || idle && !wasIdle) {
            neighbours().runsOf(Shelf.NAMESPACE, after.getMetadata().getName()).stream()
                    .filter(ClusterSide::isUnfinished)
                    .forEach(run -> queue.wakeRun(run.getMetadata().getName()));
        }
    }

    void wakeOthersWhenRunMoved(BulkSyncRun before, BulkSyncRun after) {
        var was = before.getStatus() == null ? null : before.getStatus().phase();
        if (Objects.equals(was, after.getStatus().phase())) {
            return;
        }
        var sync = after.getSpec().bulkSyncRef().name();
        queue.wakeSync(sync);
        neighbours().runsOf(Shelf.NAMESPACE, sync).stream()
                .filter(run -> isUnfinished(run)
                        && !run.getMetadata()
                                .getUid()
                                .equals(after.getMetadata().getUid()))
                .forEach(run -> queue.wakeRun(run.getMetadata().getName()));
    }

    private static Condition ready(BulkSync sync) {
        return sync.getStatus() == null
                ? null
                : Conditions.find(sync.getStatus().conditions(), Condition.READY);
    }
}
