package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.translate.DurationText;
import io.polytomic.operator.core.outcome.Reason;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What is said of a sync's executions, whoever started them: how the last one ended, and whether the data is fresh. */
final class ExecutionConditions {
    private ExecutionConditions() {}

    static void lastExecution(SyncTask task, Conditions conditions) {
        var last = task.draft.lastExecution;
        if (last == null) {
            conditions.remove(Condition.LAST_EXECUTION_SUCCEEDED);
        } else {
            lastExecution(last.status(), last.errorCount(), conditions);
        }
    }

    /** @param errors null when the API does not tell */
    static void lastExecution(String status, Long errors, Conditions conditions) {
        boolean good = "completed".equals(status) && (errors == null || errors == 0);
        conditions.set(
                Condition.LAST_EXECUTION_SUCCEEDED,
                good ? Condition.TRUE : Condition.FALSE,
                good ? Reason.EXECUTION_SUCCEEDED : Reason.EXECUTION_FAILED,
                good ? "The last execution completed without errors." : "The last execution ended as " + status + ".");
    }

    /** Fresh, only with spec.freshness; returns when it will turn. */
    static Duration freshness(SyncTask task, Conditions conditions) {
        var wanted = DurationText.parse(task.spec().freshness());
        if (wanted == null) {
            conditions.remove(Condition.FRESH);
            return null;
        }
        var success = task.draft.lastSuccessfulExecution;
        var at = success == null ? null : instant(success.completedAt());
        var turns = at == null ? null : at.plus(wanted);
        var now = task.organization.watch().serverNow();
        boolean fresh = turns != null && turns.isAfter(now);
        conditions.set(
                Condition.FRESH,
                fresh ? Condition.TRUE : Condition.FALSE,
                fresh ? Reason.FRESH : Reason.STALE,
                (fresh
                                ? "The newest full successful execution is younger than "
                                : "No full successful execution is younger than ")
                        + task.spec().freshness() + ".");
        return fresh ? Duration.between(now, turns).plusSeconds(1) : null;
    }

    private static Instant instant(String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
