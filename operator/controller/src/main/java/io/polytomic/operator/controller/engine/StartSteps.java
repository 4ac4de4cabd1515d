package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.api.v1alpha1.StartWish;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.run.RunPhase;
import io.polytomic.operator.core.run.StartDecision;
import java.time.Duration;
import java.time.Instant;

/**
 * What a decision about a start means for its run: on return the draft holds the execution id and it is on record; otherwise
 * it throws how the run goes on.
 */
final class StartSteps {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final SyncMemory.Book memories;

    StartSteps(SyncMemory.Book memories) {
        this.memories = memories;
    }

    void act(RunTask task, LiveOrganization organization, StartDecision decision) {
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

    /** The wish is taken back: nobody but this pass could have sent it, and it did not. */
    static RunEnd notSent(RunTask task) {
        task.draft.start = StartWish.closed(task.draft.start.attempt());
        return RunEnd.goesOn(
                RunPhase.WAITING,
                new Outcome.Waiting(
                        Reason.WAITING,
                        "The run or BulkSync " + task.request.syncName()
                                + " was changed just before the start; nothing was sent, it is looked at again.",
                        AT_ONCE));
    }

    /** From now on the key rests: that this is on record keeps it true whatever becomes of this process. */
    static void onlyLook(RunTask task, LiveOrganization organization) {
        if (task.draft.start.lookingSince() == null) {
            task.draft.start = task.draft.start.lookingSince(
                    organization.watch().serverNow().toString());
        }
    }

    /** By the clock of the API, which wrote the wish's time: the operator's may be wrong. */
    static Duration age(RunTask task, LiveOrganization organization) {
        return Duration.between(
                Instant.parse(task.draft.start.requestedAt()),
                organization.watch().serverNow());
    }
}
