package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.BulkSyncSpec;
import io.polytomic.operator.api.v1alpha1.BulkSyncStatus;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.status.SyncDraft;
import io.polytomic.operator.controller.translate.ExecutionReader;
import io.polytomic.operator.controller.translate.ManifestReader;
import io.polytomic.operator.controller.translate.WireReader;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.controller.watch.Organizations;
import io.polytomic.operator.controller.watch.Organizations.Lookup;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.plan.Cause;
import io.polytomic.operator.core.plan.Planner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** One BulkSync, one pass: decides whether there is anything to look at, looks, and says what came of it. */
public final class SyncEngine {
    private final Organizations organizations;
    private final Lanes lanes;
    private final Connections connections;
    private final Binder binder;
    private final Clock clock;
    private final ActiveSince active;
    private final SweepTimes sweep;
    private final Syncs objects;
    private final SyncMemory.Book memories = new SyncMemory.Book();

    /**
     * @param objects all BulkSyncs the cache knows
     * @param lanes those of the BulkSyncs
     */
    public SyncEngine(Organizations organizations, Syncs objects, Lanes lanes, Clock clock) {
        this.organizations = organizations;
        this.lanes = lanes;
        this.objects = objects;
        this.connections = new Connections(clock);
        this.binder = new Binder(objects, connections);
        this.clock = clock;
        this.active = new ActiveSince(clock);
        this.sweep = new SweepTimes(clock, active);
    }

    /** @param runs the BulkSyncRuns of this sync that exist now */
    public SyncResult pass(BulkSync sync, Collection<BulkSyncRun> runs, Recorder recorder) {
        var result = pass(sync, recorder);
        var now = result.status() == null ? null : result.status().runs();
        var ledger = Ledger.next(now, runs, clock.instant());
        if (ledger.equals(now == null ? List.of() : now)) {
            return result;
        }
        var draft = SyncDraft.of(result.status());
        draft.runs = ledger.isEmpty() ? null : ledger;
        return new SyncResult(result.sync(), draft.build(), result.next());
    }

    /** For how long the sweep of this object has been due; zero when it is not, and for what is not Ready, which no sweep reads. */
    public Duration sweepLate(BulkSync sync, LiveOrganization organization) {
        var ready = sync.getStatus() == null
                ? null
                : Conditions.find(sync.getStatus().conditions(), Condition.READY);
        return ready != null && Condition.TRUE.equals(ready.status())
                ? sweep.late(sync, organization, memories.of(sync.getMetadata().getUid()))
                : Duration.ZERO;
    }

    private SyncResult pass(BulkSync sync, Recorder recorder) {
        var lookup = organizations.lookup(
                sync.getSpec().organizationRefOrDefault(), sync.getMetadata().getNamespace());
        if (lookup instanceof Lookup.Unusable unusable) {
            if (active.isStartingUp(unusable)) {
                return new SyncResult(sync, sync.getStatus(), ActiveSince.DURING_START_UP);
            }
            return Urgency.hasWork(sync) || unusable.deleted()
                    ? without(sync, unusable.outcome())
                    : new SyncResult(sync, sync.getStatus(), Outcomes.retry(unusable.outcome()));
        }
        var organization = ((Lookup.Usable) lookup).organization();
        var memory = memories.of(sync.getMetadata().getUid());
        memory.seen(sync.getMetadata().getGeneration(), clock.instant());
        boolean moved = organization.watch().moved(sync);
        if (!Urgency.hasWork(sync) && !moved && !sweep.isDue(sync, organization, memory)) {
            lanes.giveUp(sync);
            return new SyncResult(sync, sync.getStatus(), sweep.untilNext(sync, organization, memory));
        }
        var priority = Urgency.of(sync, moved || memory.lookIsDemanded());
        return lanes.through(
                        priority, sync, () -> look(new SyncTask(sync, organization, memory, recorder, clock, priority)))
                .orElseGet(() -> new SyncResult(sync, sync.getStatus(), Lanes.AT_THE_LATEST));
    }

    /**
     * The organization a sync belongs to.
     *
     * @throws Stop when it cannot be used now
     */
    LiveOrganization organizationOf(BulkSync sync) {
        var lookup = organizations.lookup(
                sync.getSpec().organizationRefOrDefault(), sync.getMetadata().getNamespace());
        if (lookup instanceof Lookup.Usable usable) {
            return usable.organization();
        }
        throw new Stop(((Lookup.Unusable) lookup).outcome());
    }

    /** What time it is at the API of this sync; by our own clock when it has none that can be used. */
    Instant timeFor(BulkSync sync) {
        if (sync != null) {
            var lookup = organizations.lookup(
                    sync.getSpec().organizationRefOrDefault(),
                    sync.getMetadata().getNamespace());
            if (lookup instanceof Lookup.Usable usable) {
                return usable.organization().watch().serverNow();
            }
        }
        return clock.instant();
    }

    /**
     * The organization a run was started in, by the id on record: its sync may be gone or refer elsewhere by now. Several
     * objects may stand for one organization, each with a key of its own: the one that the sync names is taken, else one
     * that admits the run's namespace.
     *
     * @throws Stop when there is none that can be used now
     */
    LiveOrganization organizationOf(RunTask run) {
        var named = objects.find(run.namespace(), run.request.syncName())
                .map(sync -> Organizations.idOf(sync.getSpec().organizationRefOrDefault(), run.namespace()))
                .orElse(null);
        return organizations
                .byOrganizationId(run.draft.organizationId, run.namespace(), named)
                .orElseThrow(() -> Stop.waiting(
                        Reason.ORGANIZATION_NOT_READY,
                        "The organization this run was started in cannot be used now.",
                        Duration.ofMinutes(1)));
    }

    /**
     * Reads the remote sync once more before a run when the manifest masks or filters anything: a sentence when it is not
     * as the manifest says, and the next pass of the sync then looks in full.
     */
    Optional<String> troubleBeforeRun(BulkSync sync, LiveOrganization organization) {
        if (!SweepTimes.isMasked(sync)) {
            return Optional.empty();
        }
        var ends = connections.resolve(sync, organization);
        var desired = ManifestReader.read(sync.getSpec(), ends.sourceId(), ends.destinationId());
        var syncId = sync.getStatus().syncId();
        var api = organization.api().at(Priority.RUN);
        var remote =
                Observer.observe(api, syncId, desired).map(there -> Observer.withErrorHandling(api, there, desired));
        if (remote.isEmpty()) {
            memories.of(sync.getMetadata().getUid()).demandLook();
            return Optional.of("Remote sync " + syncId + " is gone.");
        }
        var now = WireReader.read(remote.get());
        var open = PlanExecutor.openFields(now, desired, now.schemas().keySet());
        boolean reportsOnly = BulkSyncSpec.DRIFT_REPORT.equals(sync.getSpec().driftOrDefault());
        boolean differs =
                !reportsOnly && !Planner.plan(syncId, desired, now, Cause.DRIFT).isEmpty();
        if (open.isEmpty() && !differs) {
            return Optional.empty();
        }
        memories.of(sync.getMetadata().getUid()).demandLook();
        return Optional.of(
                open.isEmpty()
                        ? "The remote sync is not what the manifest says; it is corrected first."
                        : "Must be masked and is not: " + String.join(", ", open) + "; nothing is started.");
    }

    /** How many passes over BulkSyncs may talk to the API at a time. */
    Lanes lanes() {
        return lanes;
    }

    SyncTask task(BulkSync sync, LiveOrganization organization, Recorder recorder) {
        return new SyncTask(
                sync, organization, memories.of(sync.getMetadata().getUid()), recorder, clock, Priority.USER_EDIT);
    }

    boolean isHeldByAnother(SyncTask task) {
        return binder.holder(task, task.draft.syncId).isPresent();
    }

    /** The status that a pass came to could not be stored: the next pass looks again. */
    public void notTold(BulkSync sync) {
        memories.of(sync.getMetadata().getUid()).demandLook();
        var lookup = organizations.lookup(
                sync.getSpec().organizationRefOrDefault(), sync.getMetadata().getNamespace());
        if (lookup instanceof Lookup.Usable usable
                && sync.getStatus() != null
                && sync.getStatus().syncId() != null) {
            usable.organization().watch().notTold(sync.getStatus().syncId());
        }
    }

    /** The object is gone from the cluster. */
    public void forget(BulkSync sync) {
        binder.forget(sync.getMetadata().getUid(), clock.instant());
        memories.forget(sync.getMetadata().getUid());
        lanes.giveUp(sync);
    }

    private SyncResult look(SyncTask task) {
        var conditions = new Conditions(task.draft.conditions, task.generation(), clock.instant());
        SyncPass pass = new SyncPass(task, binder);
        Outcome outcome;
        var ends = new Connections.Ends(null, null);
        try {
            checkPinned(task);
            ends = resolve(task, pass);
            task.desired = ManifestReader.read(task.spec(), ends.sourceId(), ends.destinationId());
            outcome = pass.run();
            pass.describe(conditions, outcome);
        } catch (Stop stop) {
            outcome = stop.outcome();
        } catch (ApiException e) {
            outcome = Failures.outcome(e);
        } finally {
            binder.bound(task);
            if (task.draft.syncId != null || !task.creating()) {
                binder.release(task.uid());
            }
        }
        outcome = readExecutions(task, named(outcome, task, ends));
        warn(task, outcome);
        task.draft.observedGeneration = task.generation();
        if (Outcomes.isPassing(outcome)) {
            stayUnread(task);
        } else {
            acknowledge(task);
        }
        if (!Outcomes.isPassing(outcome) || !Conditions.isReadyFor(task.draft.conditions, task.generation())) {
            conditions.of(outcome);
        }
        ExecutionConditions.lastExecution(task, conditions);
        var next = shorter(Outcomes.retry(outcome), ExecutionConditions.freshness(task, conditions));
        task.draft.conditions = conditions.list();
        if (outcome instanceof Outcome.Settled) {
            task.memory.looked(clock.instant());
            remember(task);
            next = shorter(next, sweep.untilNext(task.sync, task.organization, task.memory));
        }
        return new SyncResult(task.sync, task.draft.build(), next);
    }

    /** An object that stalls says so once in an event, too; a lost mask has its own. */
    private static void warn(SyncTask task, Outcome outcome) {
        var status = task.sync.getStatus();
        var before = status == null ? null : Conditions.find(status.conditions(), Condition.STALLED);
        var reason = outcome.reason().word();
        boolean news = before == null || !reason.equals(before.reason());
        if (outcome instanceof Outcome.Stalled && news && outcome.reason() != Reason.MASK_LOST) {
            task.event(true, reason, outcome.message());
        }
    }

    /** Masks are kept also while a name in the manifest means no connection, or several: by the ids that are pinned. */
    private Connections.Ends resolve(SyncTask task, SyncPass pass) {
        try {
            return connections.resolve(task.sync, task.organization);
        } catch (Stop | ApiException unresolved) {
            boolean admitted =
                    !(unresolved instanceof Stop stop) || stop.outcome().reason() != Reason.ORGANIZATION_ACCESS_DENIED;
            if (task.draft.syncId != null && admitted) {
                task.desired = ManifestReader.read(
                        task.spec(), task.draft.sourceConnectionId, task.draft.destinationConnectionId);
                pass.mask();
            }
            throw unresolved;
        }
    }

    /** A refusal may have its cause at one end: Polytomic's own word on that is added. */
    private Outcome named(Outcome outcome, SyncTask task, Connections.Ends ends) {
        boolean mayBe = EnumSet.of(Reason.WAITING_FOR_SCHEMAS, Reason.REJECTED, Reason.UNKNOWN_SCHEMA)
                .contains(outcome.reason());
        if (!mayBe) {
            return outcome;
        }
        try {
            return outcome.saying(connections.unhealthy(task.organization, ends));
        } catch (ApiException noWordOnThat) {
            return outcome;
        }
    }

    /** What was seen and not brought to an end still counts as moved: an object that stays Ready is looked at again for that alone. */
    private static void stayUnread(SyncTask task) {
        var before = task.sync.getStatus();
        task.draft.remoteUpdatedAt = before == null ? null : before.remoteUpdatedAt();
    }

    private void checkPinned(SyncTask task) {
        var pinned = task.draft.organizationId;
        if (pinned != null && !pinned.equals(task.organization.organizationId())) {
            throw Stop.stalled(
                    Reason.ORGANIZATION_CHANGED,
                    "The sync belongs to organization %s; the PolytomicOrganization now is %s. Nothing is sent."
                            .formatted(pinned, task.organization.organizationId()));
        }
    }

    private Outcome readExecutions(SyncTask task, Outcome outcome) {
        if (outcome.reason() == Reason.REMOTE_MISSING) {
            task.draft.currentExecution = null; // or it would be polled for ever
        }
        if (task.draft.syncId == null
                || outcome.reason() == Reason.REMOTE_MISSING
                || outcome.reason() == Reason.ORGANIZATION_CHANGED) {
            return outcome;
        }
        try {
            var batch = task.organization.watch().batchOf(task.draft.syncId).orElse(null);
            Executions.read(
                    task.api(),
                    task.draft.syncId,
                    batch,
                    new ExecutionReader(task.organization.showsTexts()),
                    task.draft);
            return outcome;
        } catch (ApiException e) {
            return outcome instanceof Outcome.Settled ? Failures.outcome(e) : outcome;
        }
    }

    private void remember(SyncTask task) {
        var watch = task.organization.watch();
        watch.looked(
                task.draft.syncId,
                task.draft.remoteUpdatedAt,
                watch.batchOf(task.draft.syncId).orElse(null));
    }

    private static void acknowledge(SyncTask task) {
        var requested = task.annotation(SyncTask.RECONCILE_REQUESTED);
        if (requested != null) {
            task.draft.lastHandledReconcileAt = requested;
        }
    }

    private SyncResult without(BulkSync sync, Outcome outcome) {
        var status = sync.getStatus();
        var generation = sync.getMetadata().getGeneration();
        var draft = SyncDraft.of(status, generation);
        draft.observedGeneration = generation;
        draft.conditions = new Conditions(status == null ? null : status.conditions(), generation, clock.instant())
                .of(outcome)
                .list();
        return new SyncResult(sync, draft.build(), Outcomes.retry(outcome));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a == null ? b : b == null || a.compareTo(b) <= 0 ? a : b;
    }

    /** For wake-ups: whether the status still waits for the organization. */
    public static boolean waitsForOrganization(BulkSyncStatus status) {
        var ready = status == null ? null : Conditions.find(status.conditions(), Condition.READY);
        return ready == null || Reason.ORGANIZATION_NOT_READY.word().equals(ready.reason());
    }
}
