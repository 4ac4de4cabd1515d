package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.ApiGroup;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunSpec;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.RunRecord;
import io.polytomic.operator.api.v1alpha1.StartWish;
import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.client.wire.Execution;
import io.polytomic.operator.client.wire.SchemaRecord;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.translate.DurationText;
import io.polytomic.operator.controller.translate.ExecutionReader;
import io.polytomic.operator.controller.translate.ManifestReader;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.run.Evidence;
import io.polytomic.operator.core.run.RunPhase;
import io.polytomic.operator.core.run.StartAnswer;
import io.polytomic.operator.core.run.StartDecision;
import io.polytomic.operator.core.run.StartMachine;
import io.polytomic.operator.core.sync.Impact;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Everything up to a known execution id: whether a run may start, the wish on record, the start itself, and what became of
 * it when the answer was lost (design.md §2). On return the draft holds the execution id; otherwise it throws how the run
 * goes on.
 */
final class RunStarter {
    private static final int LISTED = 25;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Comparator<BulkSyncRun> ORDER = Comparator.comparing(
                    (BulkSyncRun r) -> r.getMetadata().getCreationTimestamp())
            .thenComparing(r -> r.getMetadata().getName());

    private final RunNeighbours neighbours;
    private final SyncEngine syncs;
    private final SyncMemory.Book memories;
    /** Remote sync id to uid of the run whose start is not settled: the cache may lag behind what was just recorded. */
    private final Map<String, String> unresolved = new ConcurrentHashMap<>();

    RunStarter(RunNeighbours neighbours, SyncEngine syncs, SyncMemory.Book memories) {
        this.neighbours = neighbours;
        this.syncs = syncs;
        this.memories = memories;
    }

    void beforeStart(RunTask task) {
        if (task.cancelWanted()) {
            throw RunEnd.ended(RunPhase.CANCELED, Reason.CANCELED, "The run was canceled before it started.");
        }
        var sync =
                neighbours.readLive(task.namespace(), task.request.syncName()).orElse(null);
        if (sync != null) {
            Ledger.find(sync.getStatus() == null ? null : sync.getStatus().runs(), task.name())
                    .ifPresent(entry -> takeOver(task, entry));
        }
        if (task.isOver(task.created(), DurationText.parse(task.spec().startDeadlineOrDefault()))) {
            throw RunEnd.ended(
                    RunPhase.FAILED,
                    Reason.DEADLINE_EXCEEDED,
                    "The run was not started within spec.startDeadline ("
                            + task.spec().startDeadlineOrDefault() + ").");
        }
        if (sync == null) {
            throw pending(
                    Reason.SYNC_NOT_FOUND, "There is no BulkSync " + task.request.syncName() + " in this namespace.");
        }
        var organization = startable(task, sync);
        var api = organization.api().at(Priority.RUN);
        var syncId = sync.getStatus().syncId();
        checkRequest(task, sync, api, syncId);
        claim(task, syncId);
        try {
            queue(task, api, syncId, organization.organizationId());
            begin(task, sync, organization, api);
        } finally {
            if (task.phase() != RunPhase.STARTING || task.draft.start.requestedAt() == null) {
                release(task);
            }
        }
    }

    private void claim(RunTask task, String syncId) {
        var holder = unresolved.putIfAbsent(syncId, task.uid());
        if (holder != null && !holder.equals(task.uid())) {
            throw waiting("Another run of the same sync is being started.");
        }
    }

    /** The run's start is settled, or the run is gone. */
    void release(RunTask task) {
        unresolved.values().remove(task.uid());
    }

    private void takeOver(RunTask task, RunRecord entry) {
        if (!task.request.hash().equals(entry.requestHash())) {
            throw RunEnd.ended(
                    RunPhase.FAILED,
                    Reason.NAME_TAKEN,
                    "A finished run named " + task.name() + " made another request; use another name.");
        }
        task.draft.attribution = BulkSyncRunStatus.TAKEN_OVER;
        task.draft.takenOverFrom = entry.uid();
        task.draft.requestHash = entry.requestHash();
        task.draft.executionId = entry.executionId();
        task.draft.completedAt = entry.completedAt();
        var phase = RunPhase.of(entry.phase());
        throw RunEnd.ended(
                phase,
                reasonOf(phase),
                "This run finished before, as " + entry.phase() + "; nothing was started again.");
    }

    static Reason reasonOf(RunPhase phase) {
        for (var reason : Reason.values()) {
            if (reason.word().equals(phase.word())) {
                return reason;
            }
        }
        return Reason.FAILED;
    }

    /** The organization to use, when the sync is ready in this very generation, not suspended, and its masks are there. */
    private LiveOrganization startable(RunTask task, BulkSync sync) {
        if (sync.isMarkedForDeletion()) {
            throw pending(Reason.SYNC_NOT_FOUND, "BulkSync " + task.request.syncName() + " is being deleted.");
        }
        if (sync.getSpec().suspendOrDefault()) {
            throw pending(Reason.SYNC_SUSPENDED, "BulkSync " + task.request.syncName() + " is suspended.");
        }
        var conditions = sync.getStatus() == null ? null : sync.getStatus().conditions();
        boolean ready = Conditions.isReadyFor(conditions, sync.getMetadata().getGeneration())
                && sync.getMetadata().getGeneration().equals(sync.getStatus().observedGeneration())
                && sync.getStatus().syncId() != null;
        if (!ready) {
            var why = Conditions.find(conditions, Condition.READY);
            throw pending(
                    Reason.PENDING,
                    "BulkSync %s is not ready in its present generation%s."
                            .formatted(task.request.syncName(), why == null ? "" : " (" + why.reason() + ")"));
        }
        var organization = syncs.organizationOf(sync);
        if (organization.suspended()) {
            throw pending(
                    Reason.SYNC_SUSPENDED,
                    "The organization of BulkSync " + task.request.syncName() + " is suspended.");
        }
        syncs.troubleBeforeRun(sync, organization).ifPresent(trouble -> {
            neighbours.wakeSync(task.namespace(), task.request.syncName());
            throw pending(Reason.MASK_LOST, trouble);
        });
        return organization;
    }

    private static RunEnd pending(Reason reason, String message) {
        return RunEnd.goesOn(RunPhase.PENDING, new Outcome.Waiting(reason, message, LOOK_AGAIN));
    }

    private void checkRequest(RunTask task, BulkSync sync, PolytomicApi api, String syncId) {
        if (!task.request.schemas().isEmpty()) {
            var schemas = api.listSchemas(syncId);
            for (var wanted : task.request.schemas()) {
                checkSchema(task, schemas, wanted);
            }
        }
        if (task.request.resyncMode() != null) {
            checkResync(task, sync, api, syncId);
        }
    }

    private static void checkSchema(RunTask task, List<SchemaRecord> schemas, String wanted) {
        var found = schemas.stream().filter(s -> wanted.equals(s.id())).findFirst();
        if (found.isEmpty() || Boolean.FALSE.equals(found.get().enabled())) {
            var enabled = schemas.stream()
                    .filter(s -> !Boolean.FALSE.equals(s.enabled()))
                    .map(SchemaRecord::id)
                    .sorted()
                    .limit(10)
                    .collect(Collectors.joining(", "));
            throw RunEnd.ended(
                    RunPhase.FAILED,
                    Reason.INVALID_REQUEST,
                    "spec.schemas: BulkSync %s %s schema \"%s\"; enabled are: %s."
                            .formatted(
                                    task.request.syncName(),
                                    found.isEmpty() ? "has no" : "has disabled",
                                    wanted,
                                    enabled.isEmpty() ? "none" : enabled));
        }
    }

    private static void checkResync(RunTask task, BulkSync sync, PolytomicApi api, String syncId) {
        var mode = task.request.resyncMode();
        var supported = api.getBulkDestination(sync.getStatus().destinationConnectionId())
                .supportedResyncModes();
        if (!supported.isEmpty() && !supported.contains(mode)) {
            throw RunEnd.ended(
                    RunPhase.FAILED,
                    Reason.INVALID_REQUEST,
                    "spec.resyncMode: the destination does not support \"%s\"; it supports %s."
                            .formatted(mode, String.join(", ", supported)));
        }
        var hash = task.request.hash();
        var annotations = task.run.getMetadata().getAnnotations();
        boolean approved = annotations != null && hash.equals(annotations.get(ApiGroup.APPROVED_PLAN));
        if (ManifestReader.requiredApprovals(sync.getSpec()).contains(Impact.RESYNC) && !approved) {
            throw RunEnd.goesOn(
                    RunPhase.PENDING,
                    new Outcome.Stalled(
                            Reason.APPROVAL_REQUIRED,
                            "resyncMode %s of sync %s copies data again and needs approval. To approve: kubectl annotate"
                                            .formatted(mode, syncId)
                                    + " bulksyncrun %s -n %s %s=%s --overwrite --field-manager=flux-client-side-apply"
                                            .formatted(task.name(), task.namespace(), ApiGroup.APPROVED_PLAN, hash),
                            Stop.RECHECK));
        }
    }

    /** Runs of one sync go in the order of their creation, one unresolved start at a time. */
    private void queue(RunTask task, PolytomicApi api, String syncId, String organizationId) {
        var others = neighbours.runsOf(task.namespace(), task.request.syncName()).stream()
                .filter(r -> !r.getMetadata().getUid().equals(task.uid()) && !r.isMarkedForDeletion())
                .toList();
        var before = others.stream()
                .filter(r -> RunPhase.of(phaseOf(r)) == RunPhase.STARTING
                        || isBeforeStart(r) && ORDER.compare(r, task.run) < 0)
                .min(ORDER);
        var busy = task.spec().whenBusyOrDefault();
        if (before.isPresent() && !BulkSyncRunSpec.BUSY_ATTACH.equals(busy)) {
            throw busy(task, "Run " + before.get().getMetadata().getName() + " of the same sync goes first.");
        }
        var current = api.getStatus(syncId).currentExecution();
        if (current == null) {
            if (before.isPresent()) {
                throw waiting("Run " + before.get().getMetadata().getName() + " of the same sync goes first.");
            }
            return;
        }
        if (BulkSyncRunSpec.BUSY_ATTACH.equals(busy)) {
            attach(task, syncId, organizationId, current);
            return;
        }
        throw busy(task, "Another execution of the sync is running.");
    }

    private static void attach(RunTask task, String syncId, String organizationId, Execution current) {
        task.draft.organizationId = organizationId;
        task.draft.syncId = syncId;
        task.draft.executionId = current.id();
        task.draft.attribution = BulkSyncRunStatus.ATTACHED;
        task.draft.requestHash = task.request.hash();
        task.phase(RunPhase.RUNNING);
        task.record();
    }

    private static RunEnd busy(RunTask task, String message) {
        if (BulkSyncRunSpec.BUSY_FAIL.equals(task.spec().whenBusyOrDefault())) {
            return RunEnd.ended(RunPhase.FAILED, Reason.BUSY, message + " spec.whenBusy is Fail.");
        }
        return waiting(message);
    }

    private static RunEnd waiting(String message) {
        return RunEnd.goesOn(RunPhase.WAITING, new Outcome.Waiting(Reason.WAITING, message, LOOK_AGAIN));
    }

    private static String phaseOf(BulkSyncRun run) {
        return run.getStatus() == null ? null : run.getStatus().phase();
    }

    private static boolean isBeforeStart(BulkSyncRun run) {
        var phase = RunPhase.of(phaseOf(run));
        boolean stalled =
                run.getStatus() != null && Conditions.isTrue(run.getStatus().conditions(), Condition.STALLED);
        return phase == RunPhase.WAITING || phase == RunPhase.PENDING && !stalled;
    }

    /** The wish goes on record, then the start is sent once: nobody sent this key before. */
    private void begin(RunTask task, BulkSync sync, LiveOrganization organization, PolytomicApi api) {
        if (task.draft.executionId != null) {
            return;
        }
        var syncId = sync.getStatus().syncId();
        var listed = api.listExecutions(syncId, LISTED, null);
        int attempt = task.draft.start == null || task.draft.start.attempt() == null ? 1 : task.draft.start.attempt();
        var at = listed.serverTime() == null ? organization.watch().serverNow() : listed.serverTime();
        var known = listed.items().stream().map(Execution::id).toList();
        task.draft.start = new StartWish(attempt, at.toString(), known.isEmpty() ? null : known);
        task.draft.syncId = syncId;
        task.draft.organizationId = organization.organizationId();
        task.draft.syncGeneration = sync.getMetadata().getGeneration();
        task.draft.requestHash = task.request.hash();
        task.phase(RunPhase.STARTING);
        task.record();
        act(task, StartMachine.first(send(task, api)));
    }

    /** A wish was found on record: it may have been sent. */
    void resume(RunTask task, LiveOrganization organization) {
        unresolved.putIfAbsent(task.draft.syncId, task.uid());
        try {
            settle(task, organization);
        } catch (RunEnd end) {
            if (end.phase() != RunPhase.STARTING) {
                release(task);
            }
            throw end;
        }
        release(task);
    }

    private void settle(RunTask task, LiveOrganization organization) {
        var api = organization.api().at(Priority.RUN);
        var wished = Instant.parse(task.draft.start.requestedAt());
        if (wished.plus(StartMachine.KEY_LIFETIME).isBefore(organization.watch().serverNow())) {
            act(task, StartMachine.expired(evidence(task, organization, api)));
            return;
        }
        boolean overdue =
                task.isOver(task.created(), DurationText.parse(task.spec().startDeadlineOrDefault()));
        if (task.cancelWanted() || overdue || !maySend(task)) {
            settleWithoutSending(task, organization, api, overdue);
            return;
        }
        var answer = send(task, api);
        Evidence evidence =
                answer instanceof StartAnswer.Started ? new Evidence.Nothing() : evidence(task, organization, api);
        act(task, StartMachine.repeated(answer, evidence, isLongEmpty(task, evidence)));
    }

    private boolean isLongEmpty(RunTask task, Evidence evidence) {
        return evidence instanceof Evidence.Nothing
                && memories.of(task.uid()).emptyLook(task.clock.instant(), StartMachine.BETWEEN_EMPTY_LOOKS);
    }

    /** Nothing may be sent any more; what was sent is still looked for. */
    private void settleWithoutSending(RunTask task, LiveOrganization organization, PolytomicApi api, boolean overdue) {
        var evidence = evidence(task, organization, api);
        if (evidence instanceof Evidence.OneMatch match) {
            act(task, new StartDecision.Follow(match.executionId(), true));
            return;
        }
        if (overdue) {
            throw RunEnd.ended(
                    RunPhase.FAILED,
                    Reason.START_UNCONFIRMED,
                    "A start was sent, its answer lost, and spec.startDeadline passed; look at the sync in Polytomic.");
        }
        if (task.cancelWanted() && isLongEmpty(task, evidence)) {
            throw RunEnd.ended(
                    RunPhase.CANCELED,
                    Reason.CANCELED,
                    "The run was canceled; no execution came of the start that was sent.");
        }
        if (evidence instanceof Evidence.Unclear unclear) {
            act(task, new StartDecision.Stop(unclear.executionIds()));
        }
        throw RunEnd.goesOn(
                RunPhase.STARTING,
                new Outcome.Waiting(
                        Reason.STARTING,
                        "A start was sent and its answer lost; nothing more is sent now, its result is looked for.",
                        SOON));
    }

    /** Sending the same key may start now what did not start then: only if it might start now at all. */
    private boolean maySend(RunTask task) {
        var sync =
                neighbours.readLive(task.namespace(), task.request.syncName()).orElse(null);
        if (sync == null
                || sync.getStatus() == null
                || !task.draft.syncId.equals(sync.getStatus().syncId())) {
            return false;
        }
        try {
            startable(task, sync);
            return true;
        } catch (RunEnd notNow) {
            return false;
        }
    }

    private StartAnswer send(RunTask task, PolytomicApi api) {
        var key = task.uid() + "-start-" + task.draft.start.attempt();
        try {
            return new StartAnswer.Started(api.startExecution(task.draft.syncId, task.request.body(), key)
                    .id());
        } catch (ApiException.Conflict e) {
            return new StartAnswer.Conflict();
        } catch (ApiException.Rejected e) {
            return e.schemaCacheNotReady()
                    ? new StartAnswer.TurnedAway(e.getMessage(), SOON)
                    : new StartAnswer.Refused("The API refused the start: " + e.getMessage());
        } catch (ApiException.Missing e) {
            return e.saidByApi()
                    ? new StartAnswer.Refused("The API does not know the sync (404): " + e.getMessage())
                    : new StartAnswer.Lost(false);
        } catch (ApiException.Throttled e) {
            return new StartAnswer.TurnedAway(e.getMessage(), e.retryAfter());
        } catch (ApiException.Unavailable e) {
            return e.sent()
                    ? new StartAnswer.Lost(e.status() >= 500)
                    : new StartAnswer.TurnedAway(e.getMessage(), SOON);
        } catch (ApiException.Unauthorized | ApiException.AccessDenied e) {
            return new StartAnswer.TurnedAway(e.getMessage(), LOOK_AGAIN);
        } catch (ApiException.Unreadable e) {
            return new StartAnswer.Lost(false);
        }
    }

    private Evidence evidence(RunTask task, LiveOrganization organization, PolytomicApi api) {
        List<String> known =
                task.draft.start.knownExecutionIds() == null ? List.of() : task.draft.start.knownExecutionIds();
        var seen = api.listExecutions(task.draft.syncId, LISTED, null).items().stream()
                .map(e -> ExecutionReader.seen(e, organization.watch().startedBySchedule(e.id())))
                .toList();
        return Evidence.of(task.request, known, claimed(task), seen);
    }

    private Set<String> claimed(RunTask task) {
        Set<String> claimed = new HashSet<>();
        Collection<BulkSyncRun> runs = neighbours.runsOf(task.namespace(), task.request.syncName());
        runs.stream()
                .filter(r -> !r.getMetadata().getUid().equals(task.uid()) && r.getStatus() != null)
                .filter(r -> r.getStatus().executionId() != null)
                .forEach(r -> claimed.add(r.getStatus().executionId()));
        neighbours
                .readLive(task.namespace(), task.request.syncName())
                .map(BulkSync::getStatus)
                .map(s -> s.runs())
                .ifPresent(runsOnRecord -> runsOnRecord.forEach(r -> claimed.add(r.executionId())));
        return claimed;
    }

    private void act(RunTask task, StartDecision decision) {
        if (decision instanceof StartDecision.Follow follow) {
            task.draft.executionId = follow.executionId();
            task.draft.attribution = follow.inferred() ? BulkSyncRunStatus.INFERRED : BulkSyncRunStatus.STARTED;
            task.phase(RunPhase.RUNNING);
            memories.forget(task.uid());
            task.record();
            task.recorder.event(
                    task.run,
                    false,
                    follow.inferred() ? "Inferred" : "Started",
                    "Execution " + follow.executionId()
                            + (follow.inferred() ? " must be the one this run started." : " was started."));
        } else if (decision instanceof StartDecision.NotStarted not) {
            throw nextAttempt(task, not.message(), not.retryAfter());
        } else if (decision instanceof StartDecision.NextAttempt) {
            throw nextAttempt(task, "Nothing came of a start whose answer was lost; it is tried again.", SOON);
        } else if (decision instanceof StartDecision.Fail fail) {
            throw RunEnd.ended(RunPhase.FAILED, Reason.REJECTED, fail.message());
        } else if (decision instanceof StartDecision.RepeatSameKey repeat) {
            throw RunEnd.goesOn(
                    RunPhase.STARTING,
                    new Outcome.Waiting(
                            Reason.STARTING,
                            "The start was sent and its answer is not known; the same request is repeated under the same key.",
                            repeat.retryAfter()));
        } else if (decision instanceof StartDecision.Stop stop) {
            throw RunEnd.goesOn(
                    RunPhase.STARTING,
                    new Outcome.Stalled(
                            Reason.START_UNCONFIRMED,
                            "A start was sent, its answer lost, and it cannot be known what came of it%s. Look at the sync in"
                                            .formatted(
                                                    stop.executionIds().isEmpty()
                                                            ? ""
                                                            : " (executions since: "
                                                                    + String.join(", ", stop.executionIds()) + ")")
                                    + " Polytomic; then delete this run, or set spec.cancel.",
                            Stop.RECHECK));
        }
    }

    private RunEnd nextAttempt(RunTask task, String message, Duration retryAfter) {
        memories.forget(task.uid());
        task.draft.start = new StartWish(task.draft.start.attempt() + 1, null, null);
        return RunEnd.goesOn(RunPhase.WAITING, new Outcome.Waiting(Reason.WAITING, message, retryAfter));
    }
}
