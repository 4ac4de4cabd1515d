package io.polytomic.operator.controller.world;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.api.v1alpha1.BulkSyncStatus;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.http.AllowedHosts;
import io.polytomic.operator.client.http.CallListener;
import io.polytomic.operator.client.http.Credential;
import io.polytomic.operator.client.http.Endpoint;
import io.polytomic.operator.client.http.HttpPolytomicApi;
import io.polytomic.operator.client.http.RequestBudget;
import io.polytomic.operator.controller.engine.Failures;
import io.polytomic.operator.controller.engine.Lanes;
import io.polytomic.operator.controller.engine.Recorder;
import io.polytomic.operator.controller.engine.RunEngine;
import io.polytomic.operator.controller.engine.RunNeighbours;
import io.polytomic.operator.controller.engine.RunRecorder;
import io.polytomic.operator.controller.engine.SyncCleanup;
import io.polytomic.operator.controller.engine.SyncEngine;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.status.StaleStatusException;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.controller.watch.OrganizationWatch;
import io.polytomic.operator.controller.watch.Organizations;
import io.polytomic.operator.controller.watch.WatchListener;
import io.polytomic.operator.core.run.RunPhase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * One operator process with an empty memory: real engines, real watcher, real client. What the framework does around them
 * (queue, wake-ups, retries, the write at the end of a pass) is done here, one thing at a time.
 */
final class OperatorProcess implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(60);
    private static final Duration RUNNING_POLL = Duration.ofSeconds(5);
    private static final Duration READ_AGAIN = Duration.ofMillis(500);
    private static final int PLENTY = 1_000_000;
    private static final ResourceID ORGANIZATION = new ResourceID("default", Shelf.NAMESPACE);

    final Steps steps = new Steps();
    final Map<String, Instant> due = new TreeMap<>();
    private final World world;
    private final HttpPolytomicApi http;
    private final PolytomicApi api;
    private final Organizations organizations = new Organizations();
    private final SyncEngine syncs;
    private final SyncCleanup cleanup;
    private final RunEngine runs;
    private OrganizationWatch watch;
    private Instant nextTick;
    private Instant nextRunningTick;

    OperatorProcess(World world) {
        this.world = world;
        Clock clock = world.time.clock();
        this.http = new HttpPolytomicApi(
                Endpoint.of(world.simulator.url(), AllowedHosts.DEFAULT),
                Credential.bearer(World.KEY),
                new RequestBudget(PLENTY, world.time.time()),
                world.http,
                CallListener.NONE,
                world.time.time(),
                () -> ThreadLocalRandom.current().nextLong());
        this.api = SteppedApi.of(http, steps, world.guardian);
        this.syncs = new SyncEngine(
                organizations, world.syncs::cached, new Lanes(1, object -> wakeSync(object.getName())), clock);
        this.cleanup = new SyncCleanup(syncs, clock);
        this.runs = new RunEngine(syncs, neighbours(), new Lanes(1, object -> wakeRun(object.getName())), clock);
        this.nextTick = world.time.now();
        this.nextRunningTick = world.time.now();
        world.syncs.names().forEach(this::wakeSync);
        world.runs.names().forEach(this::wakeRun);
    }

    @Override
    public void close() {
        http.close();
    }

    void wakeSync(String name) {
        due.put("sync/" + name, world.time.now());
    }

    void wakeRun(String name) {
        due.put("run/" + name, world.time.now());
    }

    /** When something is to be done next. */
    Instant next() {
        var next = nextTick;
        for (var at : due.values()) {
            next = at.isBefore(next) ? at : next;
        }
        return somethingRuns() && nextRunningTick.isBefore(next) ? nextRunningTick : next;
    }

    /** Does the one thing that is due first. */
    void step() {
        world.time.advanceTo(next());
        var now = world.time.now();
        if (!nextTick.isAfter(now)) {
            nextTick = now.plus(POLL);
            tick();
            return;
        }
        if (somethingRuns() && !nextRunningTick.isAfter(now)) {
            nextRunningTick = now.plus(RUNNING_POLL);
            watch.runningTick();
            return;
        }
        due.entrySet().stream()
                .filter(e -> !e.getValue().isAfter(now))
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .ifPresent(key -> {
                    due.remove(key);
                    var name = key.substring(key.indexOf('/') + 1);
                    if (key.startsWith("sync/")) {
                        passSync(name);
                    } else {
                        passRun(name);
                    }
                });
    }

    /** The organization object was edited: it is looked at, and polled, next. */
    void tickNow() {
        nextTick = world.time.now();
    }

    /** Connects when needed, then one poll. */
    private void tick() {
        if (watch == null) {
            connect();
        } else {
            organizations.ready(
                    ORGANIZATION, new LiveOrganization(world.organization(), api, live().identity(), watch));
            watch.tick();
        }
    }

    private LiveOrganization live() {
        return organizations.live(ORGANIZATION);
    }

    private void connect() {
        try {
            var identity = api.me();
            watch = new OrganizationWatch("data/default", identity, api, listener(), world.time.clock());
            organizations.ready(ORGANIZATION, new LiveOrganization(world.organization(), api, identity, watch));
            watch.tick();
        } catch (ApiException e) {
            organizations.notReady(ORGANIZATION, Failures.outcome(e));
        }
        world.syncs.names().forEach(this::wakeSync);
        world.runs.names().forEach(this::wakeRun);
    }

    private boolean somethingRuns() {
        return watch != null
                && (world.syncs.cached().stream()
                                .anyMatch(s ->
                                        s.getStatus() != null && s.getStatus().currentExecution() != null)
                        || world.runs.cached().stream().anyMatch(OperatorProcess::isActive));
    }

    /** One pass over a sync, as its reconciler makes it. */
    void passSync(String name) {
        passSync(world.syncs.get(name));
    }

    /** One pass over a sync as somebody read it some time ago. */
    void passSync(BulkSync sync) {
        if (sync == null) {
            return;
        }
        var name = sync.getMetadata().getName();
        var key = "sync/" + name;
        try {
            if (sync.isMarkedForDeletion()) {
                var again = cleanup.cleanup(sync, world.organizationExists, world.namespaceEnds, recorder());
                again.ifPresentOrElse(d -> later(key, d), () -> world.removed(sync));
                return;
            }
            var result = syncs.pass(sync, neighbours().runsOf(Shelf.NAMESPACE, name), recorder());
            var written = write(result.sync(), result.status());
            wakeRunsWhenReadinessMoved(sync, written);
            next(key, sync.getMetadata().getGeneration(), written.getMetadata().getGeneration(), result.next());
        } catch (StaleStatusException stale) {
            later(key, READ_AGAIN);
        }
    }

    private void next(String key, long reconciled, long written, Duration next) {
        if (written > reconciled) {
            later(key, Duration.ZERO);
        } else if (next != null) {
            later(key, next.isNegative() || next.isZero() ? READ_AGAIN : next);
        }
    }

    private void later(String key, Duration in) {
        due.merge(key, world.time.now().plus(in), (a, b) -> a.isBefore(b) ? a : b);
    }

    private BulkSync write(BulkSync sync, BulkSyncStatus status) {
        if (!world.syncs.differs(sync, status)) {
            return sync;
        }
        steps.pass("before writing the status of " + sync.getMetadata().getName());
        var written = world.syncs.write(sync, status);
        steps.pass("after writing the status of " + sync.getMetadata().getName());
        return written;
    }

    private BulkSyncRun write(BulkSyncRun run, BulkSyncRunStatus status) {
        if (!world.runs.differs(run, status)) {
            return run;
        }
        var before = run.getStatus() == null ? null : run.getStatus().phase();
        if (!Objects.equals(before, status.phase())
                && !RunPhase.of(before).next().contains(RunPhase.of(status.phase()))) {
            throw new AssertionError("No run goes from " + before + " to " + status.phase());
        }
        steps.pass("before writing the status of run " + run.getMetadata().getName());
        var written = world.runs.write(run, status);
        world.guardian.checkRun(written);
        steps.pass("after writing the status of run " + run.getMetadata().getName());
        return written;
    }

    /** One pass over a run, as its reconciler makes it. */
    void passRun(String name) {
        passRun(world.runs.get(name));
    }

    void passRun(BulkSyncRun run) {
        if (run == null) {
            return;
        }
        var name = run.getMetadata().getName();
        var key = "run/" + name;
        try {
            if (run.isMarkedForDeletion()) {
                runs.cleanup(run, runRecorder()).ifPresentOrElse(d -> later(key, d), () -> world.runs.remove(name));
                return;
            }
            var result = runs.pass(run, runRecorder());
            if (result.status() != null) {
                var written = write(result.run(), result.status());
                wakeOthersWhenRunMoved(run, written);
                next(
                        key,
                        run.getMetadata().getGeneration(),
                        written.getMetadata().getGeneration(),
                        result.next());
            }
        } catch (StaleStatusException stale) {
            later(key, READ_AGAIN);
        }
    }

    private Recorder recorder() {
        return new Recorder() {
            @Override
            public BulkSync record(BulkSync sync, BulkSyncStatus status) {
                return write(sync, status);
            }

            @Override
            public boolean isCurrent(BulkSync sync, long generation) {
                var now = world.syncs.get(sync.getMetadata().getName());
                return now != null
                        && now.getMetadata().getUid().equals(sync.getMetadata().getUid())
                        && now.getMetadata().getGeneration() == generation;
            }

            @Override
            public void event(BulkSync sync, boolean warning, String reason, String message) {
                world.told(sync.getMetadata().getName(), reason, message);
            }
        };
    }

    private RunRecorder runRecorder() {
        return new RunRecorder() {
            @Override
            public BulkSyncRun record(BulkSyncRun run, BulkSyncRunStatus status) {
                return write(run, status);
            }

            @Override
            public void event(BulkSyncRun run, boolean warning, String reason, String message) {
                world.told(run.getMetadata().getName(), reason, message);
            }

            @Override
            public void delete(BulkSyncRun run) {
                world.runs.delete(run.getMetadata().getName(), world.time.now());
                wakeRun(run.getMetadata().getName());
            }
        };
    }

    private RunNeighbours neighbours() {
        return new RunNeighbours() {
            @Override
            public Optional<BulkSync> readLive(String namespace, String name) {
                return Optional.ofNullable(world.syncs.get(name));
            }

            @Override
            public Collection<BulkSyncRun> runsOf(String namespace, String syncName) {
                return world.runs.cached().stream()
                        .filter(run ->
                                syncName.equals(run.getSpec().bulkSyncRef().name()))
                        .toList();
            }

            @Override
            public void wakeSync(String namespace, String name) {
                OperatorProcess.this.wakeSync(name);
            }
        };
    }

    private WatchListener listener() {
        return new WatchListener() {
            @Override
            public Collection<BulkSync> bound() {
                return world.syncs.cached().stream()
                        .filter(s -> s.getStatus() != null && s.getStatus().syncId() != null)
                        .toList();
            }

            @Override
            public Set<String> withActiveRun() {
                return world.runs.cached().stream()
                        .filter(OperatorProcess::isActive)
                        .map(run -> run.getStatus().syncId())
                        .collect(Collectors.toSet());
            }

            @Override
            public void wake(BulkSync sync) {
                wakeSync(sync.getMetadata().getName());
            }

            @Override
            public void wakeRuns(Set<String> syncIds) {
                if (syncIds.isEmpty()) {
                    return;
                }
                world.runs.cached().stream()
                        .filter(OperatorProcess::isUnfinished)
                        .forEach(run -> wakeRun(run.getMetadata().getName()));
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

    private static boolean isActive(BulkSyncRun run) {
        return isUnfinished(run) && run.getStatus() != null && run.getStatus().executionId() != null;
    }

    private void wakeRunsWhenReadinessMoved(BulkSync before, BulkSync after) {
        boolean idle = after.getStatus() != null && after.getStatus().currentExecution() == null;
        boolean wasIdle = before.getStatus() == null || before.getStatus().currentExecution() == null;
        if (!Objects.equals(ready(before), ready(after)) || idle && !wasIdle) {
            neighbours().runsOf(Shelf.NAMESPACE, after.getMetadata().getName()).stream()
                    .filter(OperatorProcess::isUnfinished)
                    .forEach(run -> wakeRun(run.getMetadata().getName()));
        }
    }

    private static Condition ready(BulkSync sync) {
        return sync.getStatus() == null
                ? null
                : Conditions.find(sync.getStatus().conditions(), Condition.READY);
    }

    private void wakeOthersWhenRunMoved(BulkSyncRun before, BulkSyncRun after) {
        var was = before.getStatus() == null ? null : before.getStatus().phase();
        if (Objects.equals(was, after.getStatus().phase())) {
            return;
        }
        var sync = after.getSpec().bulkSyncRef().name();
        wakeSync(sync);
        neighbours().runsOf(Shelf.NAMESPACE, sync).stream()
                .filter(run -> isUnfinished(run)
                        && !run.getMetadata()
                                .getUid()
                                .equals(after.getMetadata().getUid()))
                .forEach(run -> wakeRun(run.getMetadata().getName()));
    }
}
