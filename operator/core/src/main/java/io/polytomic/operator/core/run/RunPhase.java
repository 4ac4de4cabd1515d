package io.polytomic.operator.core.run;

import java.util.EnumSet;
import java.util.Set;

/** The life of a BulkSyncRun. Each phase carries its meaning and its legal next phases. */
public enum RunPhase {
    PENDING("Pending", "The sync is not ready in this generation, or the run was not looked at yet."),
    WAITING("Waiting", "The sync is busy, or an earlier run goes first."),
    STARTING("Starting", "The wish to start is on record; the API may or may not have heard it."),
    RUNNING("Running", "The execution is known by its id and goes on."),
    CANCELING("Canceling", "Cancellation of the execution was requested."),
    SUCCEEDED("Succeeded", "The execution completed without an error."),
    PARTIALLY_FAILED("PartiallyFailed", "The execution ended with errors or failed schemas."),
    FAILED("Failed", "The execution failed, or the run never started."),
    CANCELED("Canceled", "The execution was canceled, or the run before it started."),
    TIMED_OUT("TimedOut", "The execution was canceled because it took longer than spec.timeout.");

    private final String word;
    private final String meaning;

    RunPhase(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    public String word() {
        return word;
    }

    public String meaning() {
        return meaning;
    }

    public boolean isFinal() {
        return next().isEmpty();
    }

    /** The phases that may follow. */
    public Set<RunPhase> next() {
        var ends = EnumSet.of(SUCCEEDED, PARTIALLY_FAILED, FAILED, CANCELED, TIMED_OUT);
        return switch (this) {
            case PENDING, WAITING -> with(ends, PENDING, WAITING, STARTING, RUNNING);
            case STARTING -> with(ends, WAITING, RUNNING, CANCELING);
            case RUNNING -> with(ends, CANCELING);
            case CANCELING -> ends;
            case SUCCEEDED, PARTIALLY_FAILED, FAILED, CANCELED, TIMED_OUT -> EnumSet.noneOf(RunPhase.class);
        };
    }

    /** The phase of that word; an unknown or absent word is the beginning. */
    public static RunPhase of(String word) {
        for (var phase : values()) {
            if (phase.word.equals(word)) {
                return phase;
            }
        }
        return PENDING;
    }

    private static Set<RunPhase> with(EnumSet<RunPhase> ends, RunPhase... more) {
        var all = EnumSet.copyOf(ends);
        all.addAll(Set.of(more));
        return all;
    }
}
