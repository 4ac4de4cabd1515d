package io.polytomic.operator.controller.engine;

import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.client.wire.Execution;
import io.polytomic.operator.controller.translate.DurationText;
import io.polytomic.operator.controller.translate.ExecutionReader;
import io.polytomic.operator.controller.translate.RemoteText;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.run.RunPhase;
import java.time.Duration;
import java.time.Instant;

/** Follows a known execution to its end, from its own id only, and cancels it when that is wanted. */
final class RunFollower {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
    private static final Duration WHILE_CANCELING = Duration.ofSeconds(5);

    private RunFollower() {}

    /** How the run goes on, or that it has ended. */
    static RunEnd follow(RunTask task, LiveOrganization organization) {
        PolytomicApi api = organization.api().at(Priority.RUN);
        Execution execution;
        try {
            execution = api.getExecution(task.draft.syncId, task.draft.executionId);
        } catch (ApiException.Missing missing) {
            if (!missing.saidByApi()) {
                throw missing;
            }
            return RunEnd.ended(
                    RunPhase.FAILED,
                    Reason.EXECUTION_GONE,
                    "Execution %s does not exist any more at the API; how it ended cannot be known."
                            .formatted(task.draft.executionId));
        }
        take(task, execution, new ExecutionReader(organization.showsTexts()));
        var seen = ExecutionReader.seen(execution, false);
        var end = seen.end();
        if (end != null) {
            FailedSchemaLogs.tell(task, organization, api);
            return ended(task, end, execution);
        }
        if (wantsCancel(task, organization.watch().serverNow())) {
            return cancel(task, api);
        }
        var word = seen.hasUnknownStatus()
                ? " (the API says \"" + RemoteText.word(execution.status()) + "\", a word this operator does not know)"
                : "";
        return RunEnd.goesOn(
                task.phase() == RunPhase.CANCELING ? RunPhase.CANCELING : RunPhase.RUNNING,
                new Outcome.Waiting(
                        Reason.RUNNING,
                        "The execution goes on" + word + ".",
                        nextLook(task, organization.watch().serverNow())));
    }

    private static void take(RunTask task, Execution e, ExecutionReader reader) {
        var draft = task.draft;
        var started = RemoteText.time(e.startedAt());
        draft.startedAt = started == null ? draft.startedAt : started;
        draft.recordCount = e.recordCount();
        draft.errorCount = e.errorCount();
        draft.warningCount = e.warningCount();
        draft.isResync = e.isResync();
        draft.outputDisposition = RemoteText.word(e.outputDisposition());
        draft.statusMessage = reader.text(e.statusMessage());
        draft.schemas = e.schemas().isEmpty() ? null : reader.schemas(e.schemas(), e.id());
        draft.schemasOmitted = ExecutionReader.omitted(e.schemas());
        draft.schemaCounts = ExecutionReader.counts(e.schemas());
    }

    private static RunEnd ended(RunTask task, RunPhase end, Execution execution) {
        task.draft.completedAt = RemoteText.time(execution.completedAt());
        var phase = end == RunPhase.CANCELED && timedOut(task) ? RunPhase.TIMED_OUT : end;
        var reason = RunAdmission.reasonOf(phase);
        var remote = task.draft.statusMessage == null ? "" : " The API says: " + task.draft.statusMessage;
        var failed = task.draft.schemaCounts == null || task.draft.schemaCounts.failed() == null
                ? 0
                : task.draft.schemaCounts.failed();
        boolean stopped = phase == RunPhase.CANCELED || phase == RunPhase.TIMED_OUT;
        var schemas = failed == 0 || stopped
                ? ""
                : " %d of %d schemas failed.".formatted(failed, task.draft.schemaCounts.total());
        return RunEnd.ended(phase, reason, reason.meaning() + schemas + remote);
    }

    private static boolean wantsCancel(RunTask task, Instant now) {
        var timeout = DurationText.parse(task.spec().timeout());
        var started = started(task);
        if (!task.cancelWanted()
                && timeout != null
                && started != null
                && started.plus(timeout).isBefore(now)) {
            task.draft.cancelRequestedAt = now.toString();
        }
        return task.cancelWanted();
    }

    /** The cancellation was this operator's own, asked for when the time was over. */
    private static boolean timedOut(RunTask task) {
        var timeout = DurationText.parse(task.spec().timeout());
        var started = started(task);
        var asked = RemoteText.instant(task.draft.cancelRequestedAt);
        return timeout != null
                && started != null
                && asked != null
                && !task.spec().cancelOrDefault()
                && !asked.isBefore(started.plus(timeout));
    }

    private static RunEnd cancel(RunTask task, PolytomicApi api) {
        if (task.attached()) {
            boolean late = timedOut(task);
            return RunEnd.ended(
                    late ? RunPhase.TIMED_OUT : RunPhase.CANCELED,
                    late ? Reason.TIMED_OUT : Reason.CANCELED,
                    "The run stopped following; the execution was not its own and goes on.");
        }
        task.phase(RunPhase.CANCELING);
        task.record();
        try {
            api.cancelExecution(task.draft.syncId, task.draft.executionId);
        } catch (ApiException.Missing | ApiException.Conflict | ApiException.Rejected endedMeanwhile) {
            return canceling("The execution could not be canceled, it may have just ended; it is looked at again.");
        }
        return canceling("Cancellation was requested.");
    }

    private static RunEnd canceling(String message) {
        return RunEnd.goesOn(RunPhase.CANCELING, new Outcome.Waiting(Reason.CANCELING, message, WHILE_CANCELING));
    }

    private static Duration nextLook(RunTask task, Instant now) {
        var timeout = DurationText.parse(task.spec().timeout());
        var started = started(task);
        if (timeout == null || started == null || task.cancelWanted()) {
            return LOOK_AGAIN;
        }
        var left = Duration.between(now, started.plus(timeout)).plusSeconds(1);
        return left.compareTo(LOOK_AGAIN) < 0 ? left.isNegative() ? Duration.ofSeconds(1) : left : LOOK_AGAIN;
    }

    /** One that is queued for ever has no start of its own: then the time of the wish counts. */
    private static Instant started(RunTask task) {
        var told = RemoteText.instant(task.draft.startedAt);
        var wish = task.draft.start;
        return told != null || wish == null ? told : RemoteText.instant(wish.requestedAt());
    }
}
