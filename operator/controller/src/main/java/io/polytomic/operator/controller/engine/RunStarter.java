package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.api.v1alpha1.StartWish;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.client.wire.Execution;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.run.Evidence;
import io.polytomic.operator.core.run.RunPhase;
import io.polytomic.operator.core.run.StartAnswer;
import io.polytomic.operator.core.run.StartDecision;
import io.polytomic.operator.core.run.StartMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * From an admitted run to a known execution id: the wish on record, the start itself, and what is done when its answer was
 * lost (design.md §2). On return the draft holds the execution id; otherwise it throws how the run goes on.
 */
final class RunStarter {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final RunAdmission admission;
    private final StartEvidence evidence;
    private final SyncMemory.Book memories;
    /** Remote sync id to uid of the run whose start is not settled: the cache may lag behind what was just recorded. */
    private final Map<String, String> unresolved = new ConcurrentHashMap<>();

    RunStarter(RunNeighbours neighbours, RunAdmission admission, SyncMemory.Book memories) {
        this.admission = admission;
        this.evidence = new StartEvidence(neighbours);
        this.memories = memories;
    }

    void beforeStart(RunTask task) {
        var admitted = admission.admit(task);
        claim(task, admitted.syncId());
        try {
            admission.queue(task, admitted);
            begin(task, admitted);
        } finally {
            if (task.phase() != RunPhase.STARTING || task.draft.start.requestedAt() == null) {
                release(task);
            }
        }
    }

    private void claim(RunTask task, String syncId) {
        var holder = unresolved.putIfAbsent(syncId, task.uid());
        if (holder != null && !holder.equals(task.uid())) {
            throw RunAdmission.waiting("Another run of the same sync is being started.");
        }
    }

    /** The run's start is settled, or the run is gone. */
    void release(RunTask task) {
        unresolved.values().remove(task.uid());
    }

    /** The wish goes on record, then the start is sent once: nobody sent this key before. */
    private void begin(RunTask task, RunAdmission.Admitted admitted) {
        if (task.draft.executionId != null) {
            return;
        }
        var api = admitted.api();
        var syncId = admitted.syncId();
        var organization = admitted.organization();
        var listed = api.listExecutions(syncId, StartEvidence.LISTED, null);
        int attempt = task.draft.start == null || task.draft.start.attempt() == null ? 1 : task.draft.start.attempt();
        organization.watch().tellTime(listed.serverTime());
        var known = listed.items().stream().map(Execution::id).toList();
        task.draft.start = new StartWish(
                attempt,
                organization.watch().serverNow().toString(),
                known.isEmpty() ? null : known,
                organization.identity().id(),
                null);
        task.draft.syncId = syncId;
        task.draft.organizationId = organization.organizationId();
        task.draft.syncGeneration = admitted.sync().getMetadata().getGeneration();
        task.draft.requestHash = task.request.hash();
        task.phase(RunPhase.STARTING);
        var before = task.clock.instant();
        task.record();
        if (task.clock.instant().isAfter(before.plus(LostAnswer.ALONE))) { // another one may lead by now: look first
            act(task, organization, StartMachine.first(new StartAnswer.Lost(false)));
            return;
        }
        var answer = StartCall.send(task, api);
        boolean alone = before.plus(LostAnswer.ALONE).isAfter(task.clock.instant());
        if (alone) {
            act(task, organization, StartMachine.first(answer));
        } else {
            repeated(task, organization, api, answer);
        }
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
        boolean overdue = task.isOverdue(organization.watch().serverNow());
        if (task.cancelWanted() || overdue) {
            giveUp(task, organization, evidence.of(task, organization, api), overdue);
            return;
        }
        boolean expired = age(task, organization).compareTo(StartMachine.KEY_LIFETIME) > 0;
        if (expired || isOfAnotherUser(task, organization)) {
            act(task, organization, StartMachine.expired(evidence.of(task, organization, api)));
            return;
        }
        if (task.draft.start.lookingSince() != null) {
            act(
                    task,
                    organization,
                    StartMachine.looked(evidence.of(task, organization, api), isLongEmpty(task, organization)));
            return;
        }
        if (!admission.mayStillStart(task)) {
            throw RunEnd.goesOn(
                    RunPhase.STARTING,
                    new Outcome.Waiting(
                            Reason.STARTING,
                            "A start was sent and its answer lost; its sync may not be started now, so the same request is"
                                    + " not repeated yet.",
                            LOOK_AGAIN));
        }
        task.checkUntouched();
        repeated(task, organization, api, StartCall.send(task, api));
    }

    /** The API may keep its record of a key for each user apart: sent by another one the same key could start again. */
    private static boolean isOfAnotherUser(RunTask task, LiveOrganization organization) {
        var sender = task.draft.start.requestedBy();
        return sender != null && !sender.equals(organization.identity().id());
    }

    /** What was sent may have been sent before, by this operator or by another one. */
    private void repeated(RunTask task, LiveOrganization organization, PolytomicApi api, StartAnswer answer) {
        var seen = proves(answer) ? evidence.of(task, organization, api) : new Evidence.Nothing();
        act(
                task,
                organization,
                StartMachine.repeated(answer, seen, LostAnswer.isPatienceOver(age(task, organization))));
    }

    private static boolean isLongEmpty(RunTask task, LiveOrganization organization) {
        return LostAnswer.isLongEmpty(
                task.draft.start.lookingSince(), organization.watch().serverNow());
    }

    /** From now on the key rests: that this is on record keeps it true whatever becomes of this process. */
    private static void onlyLook(RunTask task, LiveOrganization organization) {
        if (task.draft.start.lookingSince() == null) {
            task.draft.start = task.draft.start.lookingSince(
                    organization.watch().serverNow().toString());
        }
    }

    /**
     * Executions prove something only against an outcome that the API has on record for the key. While no answer comes the
     * same key will tell in time, and what runs meanwhile may be somebody else's.
     */
    private static boolean proves(StartAnswer answer) {
        return answer instanceof StartAnswer.Refused || answer instanceof StartAnswer.Lost lost && lost.serverFault();
    }

    /** By the clock of the API, which wrote the wish's time: the operator's may be wrong. */
    private static Duration age(RunTask task, LiveOrganization organization) {
        return Duration.between(
                Instant.parse(task.draft.start.requestedAt()),
                organization.watch().serverNow());
    }

    /** Nothing is sent any more; what was sent is still looked for. */
    private void giveUp(RunTask task, LiveOrganization organization, Evidence seen, boolean overdue) {
        if (seen instanceof Evidence.OneMatch match) {
            act(task, organization, new StartDecision.Follow(match.executionId(), true));
            return;
        }
        if (overdue) {
            throw RunEnd.ended(
                    RunPhase.FAILED,
                    Reason.START_UNCONFIRMED,
                    "A start was sent, its answer lost, and spec.startDeadline passed; look at the sync in Polytomic.");
        }
        if (!isLongEmpty(task, organization)) {
            onlyLook(task, organization);
            throw RunEnd.goesOn(
                    RunPhase.STARTING,
                    new Outcome.Waiting(
                            Reason.STARTING,
                            "A start was sent and its answer lost; nothing more is sent now, its result is looked for.",
                            SOON));
        }
        throw seen instanceof Evidence.Unclear unclear
                ? RunEnd.ended(
                        RunPhase.CANCELED,
                        Reason.START_UNCONFIRMED,
                        "The run was canceled; it cannot be known which execution came of its start, so none was canceled: "
                                + String.join(", ", unclear.executionIds()) + ".")
                : RunEnd.ended(
                        RunPhase.CANCELED,
                        Reason.CANCELED,
                        "The run was canceled; no execution came of the start that was sent.");
    }

    private void act(RunTask task, LiveOrganization organization, StartDecision decision) {
        if (decision instanceof StartDecision.Follow follow) {
            follow(task, follow);
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
                            LostAnswer.askAgain(age(task, organization), repeat.retryAfter())));
        } else if (decision instanceof StartDecision.OnlyLook look) {
            onlyLook(task, organization);
            throw RunEnd.goesOn(
                    RunPhase.STARTING,
                    new Outcome.Waiting(
                            Reason.STARTING,
                            "The API answered the start with a fault and repeats it. Nothing more is sent until five minutes of"
                                    + " looking (status.start.lookingSince) have shown no execution that came of it.",
                            look.retryAfter()));
        } else if (decision instanceof StartDecision.Stop stop) {
            throw unconfirmed(stop);
        }
    }

    private void follow(RunTask task, StartDecision.Follow follow) {
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
    }

    private static RunEnd unconfirmed(StartDecision.Stop stop) {
        return RunEnd.goesOn(
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

    private RunEnd nextAttempt(RunTask task, String message, Duration retryAfter) {
        memories.forget(task.uid());
        task.draft.start = StartWish.closed(task.draft.start.attempt() + 1);
        return RunEnd.goesOn(RunPhase.WAITING, new Outcome.Waiting(Reason.WAITING, message, retryAfter));
    }
}
