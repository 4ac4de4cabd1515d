package io.polytomic.operator.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * How an execution goes.
 *
 * @param duration simulated time from creation to the end; null = 30 seconds
 * @param outcome completed, errors, failed, interrupted, or hangs (runs until cancelled or finished by hand)
 * @param message status_message at the end; null = none, or a stock sentence when it failed
 * @param failedSchemas schema id to status_message: these schemas end as failed, whatever the outcome
 * @param errorCount rows refused by the destination, reported on the first schema
 * @param warningCount warnings, reported on the first schema
 * @param records rows per schema; -1 = as the source says
 */
public record ExecutionScript(
        Duration duration,
        String outcome,
        String message,
        Map<String, String> failedSchemas,
        long errorCount,
        long warningCount,
        long records) {

    static final Set<String> OUTCOMES = Set.of("completed", "errors", "failed", "interrupted", "hangs");

    public ExecutionScript {
        outcome = outcome == null ? "completed" : outcome;
        if (!OUTCOMES.contains(outcome)) {
            throw new IllegalArgumentException("Execution outcome \"" + outcome + "\" is not one of "
                    + OUTCOMES.stream().sorted().toList());
        }
        duration = duration == null ? Duration.ofSeconds(30) : duration;
        failedSchemas = failedSchemas == null ? Map.of() : Map.copyOf(failedSchemas);
    }

    /** Completes after 30 simulated seconds. */
    public static ExecutionScript completes() {
        return endsAs("completed");
    }

    /** Ends with this outcome after 30 simulated seconds. */
    public static ExecutionScript endsAs(String outcome) {
        return new ExecutionScript(null, outcome, null, null, 0, 0, -1);
    }

    public ExecutionScript withDuration(Duration value) {
        return new ExecutionScript(value, outcome, message, failedSchemas, errorCount, warningCount, records);
    }

    public ExecutionScript withMessage(String value) {
        return new ExecutionScript(duration, outcome, value, failedSchemas, errorCount, warningCount, records);
    }

    public ExecutionScript withFailedSchemas(Map<String, String> value) {
        return new ExecutionScript(duration, outcome, message, value, errorCount, warningCount, records);
    }

    public ExecutionScript withErrorCount(long value) {
        return new ExecutionScript(duration, outcome, message, failedSchemas, value, warningCount, records);
    }

    public ExecutionScript withWarningCount(long value) {
        return new ExecutionScript(duration, outcome, message, failedSchemas, errorCount, value, records);
    }

    public ExecutionScript withRecords(long value) {
        return new ExecutionScript(duration, outcome, message, failedSchemas, errorCount, warningCount, value);
    }
}
