package io.polytomic.operator.controller.world;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.http.AllowedHosts;
import io.polytomic.operator.client.http.CallListener;
import io.polytomic.operator.client.http.Credential;
import io.polytomic.operator.client.http.Endpoint;
import io.polytomic.operator.client.http.HttpPolytomicApi;
import io.polytomic.operator.client.http.RequestBudget;
import io.polytomic.operator.client.wire.Identity;
import io.polytomic.operator.controller.engine.Failures;
import io.polytomic.operator.controller.engine.Lanes;
import io.polytomic.operator.controller.engine.ModelEngine;
import io.polytomic.operator.controller.engine.RunEngine;
import io.polytomic.operator.controller.engine.SyncCleanup;
import io.polytomic.operator.controller.engine.SyncEngine;
import io.polytomic.operator.controller.engine.SyncResult;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.status.StaleStatusException;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.controller.watch.ModelWatch;
import io.polytomic.operator.controller.watch.OrganizationWatch;
import io.polytomic.operator.controller.watch.Organizations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

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
    final WorkQueue queue;
    final Lanes lanes;
    private final World world;
    private final StatusWrites writes;
    private final ClusterSide cluster;
    private final Credential credential;
    private final HttpPolytomicApi http;
    private final PolytomicApi api;
    private final Organizations organizations = new Organizations();
    private final SyncEngine syncs;
    private final SyncCleanup cleanup;
    private final RunEngine runs;
    private final ModelEngine models;
    private OrganizationWatch watch;
    private Instant nextTick;
    private Instant nextRunningTick;

    OperatorProcess(World world) {
        this.world = world;
        this.queue = new WorkQueue(world.time);
        this.writes = new StatusWrites(world, steps);
        this.cluster = new ClusterSide(world, queue, writes);
        Clock clock = world.time.clock();
        this.credential = Credential.bearer(world.key);
        this.http = new HttpPolytomicApi(
                Endpoint.of(world.simulator.url(), AllowedHosts.DEFAULT),
                credential,
                new RequestBudget(PLENTY, world.time.time()),
                world.http,
                CallListener.NONE,
                world.time.time(),
                () -> ThreadLocalRandom.current().nextLong());
        this.api = SteppedApi.of(http, steps, world.guardian);
        this.lanes = new Lanes(1, object -> queue.wakeSync(object.getName()));
        this.syncs = new SyncEngine(organizations, world.syncs::cached, lanes, clock);
        this.cleanup = new SyncCleanup(syncs, clock);
        this.runs = new RunEngine(
                syncs, cluster.neighbours(), new Lanes(1, object -> queue.wakeRun(object.getName())), clock);
        this.models = new ModelEngine(organizations, new Lanes(1, object -> queue.wakeModel(object.getName())), clock);
        this.nextTick = world.time.now();
        this.nextRunningTick = world.time.now();
        world.syncs.names().forEach(queue::wakeSync);
        world.runs.names().forEach(queue::wakeRun);
        world.models.names().forEach(queue::wakeModel);
    }

    @Override
    public void close() {
        http.close();
    }

    /** Another PolytomicOrganization of the same organization, with the key of another user: as its watcher sees it. */
    OrganizationWatch secondOrganization(String name, Identity identity) {
        var object = world.organization();
        object.getMetadata().setName(name);
        var its = new OrganizationWatch("data/" + name, identity, api, cluster.listener(), world.time.clock());
        organizations.ready(new ResourceID(name, Shelf.NAMESPACE), new LiveOrganization(object, api, identity, its));
        return its;
    }

    /** For how long the sweep of this BulkSync has been due. */
    Duration sweepLate(String name) {
        return syncs.sweepLate(world.syncs.get(name), organizations.live(ORGANIZATION));
    }

    /** When something is to be done next. */
    Instant next() {
        var next = queue.next(nextTick);
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
        queue.poll().ifPresent(key -> {
            var name = key.substring(key.indexOf('/') + 1);
            if (key.equals(WorkQueue.sync(name))) {
                passSync(name);
            } else if (key.equals(WorkQueue.model(name))) {
                passModel(name);
            } else {
                passRun(name);
            }
        });
    }

    /** Another process may lead from now on: for good, as this one would end when it finds out. */
    void losesLease() {
        cluster.leads(false);
    }

    ModelWatch models() {
        return watch.models();
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
            use(live().identity());
            watch.tick();
        }
    }

    private void use(Identity identity) {
        organizations.ready(
                ORGANIZATION,
                new LiveOrganization(world.organization(), api, identity, watch, credential.fingerprint()));
    }

    private LiveOrganization live() {
        return organizations.live(ORGANIZATION);
    }

    private void connect() {
        try {
            var identity = api.me();
            watch = new OrganizationWatch("data/default", identity, api, cluster.listener(), world.time.clock());
            use(identity);
            watch.tick();
        } catch (ApiException e) {
            organizations.notReady(ORGANIZATION, Failures.outcome(e));
        }
        world.syncs.names().forEach(queue::wakeSync);
        world.runs.names().forEach(queue::wakeRun);
        world.models.names().forEach(queue::wakeModel);
    }

    private boolean somethingRuns() {
        return watch != null
                && (world.syncs.cached().stream()
                                .anyMatch(s ->
                                        s.getStatus() != null && s.getStatus().currentExecution() != null)
                        || world.models.any(m -> m.getStatus().currentExecution() != null)
                        || world.runs.cached().stream().anyMatch(ClusterSide::isActive));
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
        var key = WorkQueue.sync(name);
        try {
            if (sync.isMarkedForDeletion()) {
                var again = cleanup.cleanup(sync, world.organizationExists, world.namespaceEnds, cluster.recorder());
                again.ifPresentOrElse(d -> queue.later(key, d), () -> world.removed(sync));
                return;
            }
            var result = syncs.pass(sync, cluster.neighbours().runsOf(Shelf.NAMESPACE, name), cluster.recorder());
            var written = tell(sync, result);
            cluster.wakeRunsWhenReadinessMoved(sync, written);
            next(key, sync.getMetadata().getGeneration(), written.getMetadata().getGeneration(), result.next());
        } catch (StaleStatusException stale) {
            queue.later(key, READ_AGAIN);
        }
    }

    private BulkSync tell(BulkSync sync, SyncResult result) {
        try {
            return writes.write(result.sync(), result.status());
        } catch (RuntimeException notStored) {
            syncs.notTold(sync);
            throw notStored;
        }
    }

    /** One pass over a ModelSync, as its reconciler makes it. */
    void passModel(String name) {
        var sync = world.models.get(name);
        if (sync == null) {
            return;
        }
        var result = models.pass(sync);
        var written = world.models.differs(sync, result.status()) ? world.models.write(sync, result.status()) : sync;
        var stall = Conditions.newStall(
                sync.getStatus().conditions(), written.getStatus().conditions());
        if (stall != null) {
            world.told(name, stall.reason(), stall.message());
        }
        next(
                WorkQueue.model(name),
                sync.getMetadata().getGeneration(),
                written.getMetadata().getGeneration(),
                result.next());
    }

    private void next(String key, long reconciled, long written, Duration next) {
        if (written > reconciled) {
            queue.later(key, Duration.ZERO);
        } else if (next != null) {
            queue.later(key, next.isNegative() || next.isZero() ? READ_AGAIN : next);
        }
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
        var key = WorkQueue.run(name);
        try {
            if (run.isMarkedForDeletion()) {
                runs.cleanup(run, cluster.runRecorder())
                        .ifPresentOrElse(d -> queue.later(key, d), () -> world.runs.remove(name));
                return;
            }
            var result = runs.pass(run, cluster.runRecorder());
            if (result.status() != null) {
                var written = writes.write(result.run(), result.status());
                cluster.wakeOthersWhenRunMoved(run, written);
                next(
                        key,
                        run.getMetadata().getGeneration(),
                        written.getMetadata().getGeneration(),
                        result.next());
            }
        } catch (StaleStatusException stale) {
            queue.later(key, READ_AGAIN);
        }
    }
}
