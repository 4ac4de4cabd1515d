package io.polytomic.operator.controller.engine;

import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.run.Evidence;
import io.polytomic.operator.core.run.RunPhase;
import io.polytomic.operator.core.run.StartAnswer;
import io.polytomic.operator.core.run.StartDecision;
import io.polytomic.operator.core.run.StartMachine;
import java.time.Duration;
import java.util.Objects;

/** A start that may have been sent and whose answer is not on record: by the same key and by evidence, never by guessing. */
final class LostStart {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final RunAdmission admission;
    private final StartEvidence evidence;
    private final StartSteps steps;

    LostStart(RunNeighbours neighbours, RunAdmission admission, StartSteps steps) {
        this.admission = admission;
        this.evidence = new StartEvidence(neighbours);
        this.steps = steps;
    }

    /** A wish was found on record. */
    void settle(RunTask task, LiveOrganization organization) {
        var api = organization.api().at(Priority.RUN);
        boolean overdue = task.isOverdue(organization.watch().serverNow());
        if (task.cancelWanted() || overdue) {
            giveUp(task, organization, lastLook(task, organization, api), overdue);
            return;
        }
        boolean expired = StartSteps.age(task, organization).compareTo(StartMachine.KEY_LIFETIME) > 0;
        if (expired || isOfAnotherUser(task, organization)) {
            steps.act(task, organization, StartMachine.expired(evidence.of(task, organization, api)));
            return;
        }
        if (task.draft.start.lookingSince() != null) {
            steps.act(
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

    /** Where nothing more is sent: a sync that the API says is gone has no execution, and never will have one. */
    private Evidence lastLook(RunTask task, LiveOrganization organization, PolytomicApi api) {
        try {
            return evidence.of(task, organization, api);
        } catch (ApiException.Missing gone) {
            if (!gone.saidByApi()) {
                throw gone;
            }
            return new Evidence.Nothing();
        }
    }

    /**
     * The API may keep its record of a key for each user apart: sent by another one, or under an organization's own key before
     * or after a user's, the same key could start again.
     */
    private static boolean isOfAnotherUser(RunTask task, LiveOrganization organization) {
        return !Objects.equals(task.draft.start.requestedBy(), organization.sender());
    }

    /** What was sent may have been sent before, by this operator or by another one. */
    void repeated(RunTask task, LiveOrganization organization, PolytomicApi api, StartAnswer answer) {
        var seen = proves(answer) ? evidence.of(task, organization, api) : new Evidence.Nothing();
        steps.act(
                task,
                organization,
                StartMachine.repeated(answer, seen, LostAnswer.isPatienceOver(StartSteps.age(task, organization))));
    }

    /**
     * Executions prove something only against an outcome that the API has on record for the key. While no answer comes the
     * same key will tell in time, and what runs meanwhile may be somebody else's.
     */
    private static boolean proves(StartAnswer answer) {
        return answer instanceof StartAnswer.Refused || answer instanceof StartAnswer.Lost lost && lost.serverFault();
    }

    /** Nothing is sent any more; what was sent is still looked for. */
    private void giveUp(RunTask task, LiveOrganization organization, Evidence seen, boolean overdue) {
        if (seen instanceof Evidence.OneMatch match) {
            steps.act(task, organization, new StartDecision.Follow(match.executionId(), true));
            return;
        }
        if (overdue) {
            throw RunEnd.ended(
                    RunPhase.FAILED,
                    Reason.START_UNCONFIRMED,
                    "A start was sent, its answer lost, and spec.startDeadline passed; look at the sync in Polytomic.");
        }
        if (!isLongEmpty(task, organization)) {
            StartSteps.onlyLook(task, organization);
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

    private static boolean isLongEmpty(RunTask task, LiveOrganization organization) {
        return LostAnswer.isLongEmpty(
                task.draft.start.lookingSince(), organization.watch().serverNow());
    }
}
