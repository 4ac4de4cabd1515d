package io.polytomic.operator.controller.engine;

import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.run.RunPhase;

/** Ends a pass over a run: either the run itself has ended, or it goes on and {@code outcome} says how. */
final class RunEnd extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RunPhase phase;
    private final transient Outcome outcome;

    private RunEnd(RunPhase phase, Outcome outcome) {
        super(outcome.message(), null, false, false);
        this.phase = phase;
        this.outcome = outcome;
    }

    /** The run has ended in that phase. */
    static RunEnd ended(RunPhase phase, Reason reason, String message) {
        return new RunEnd(
                phase,
                phase == RunPhase.SUCCEEDED
                        ? new Outcome.Settled(reason, message)
                        : new Outcome.Stalled(reason, message, null));
    }

    /** The run stays in or moves to a phase that goes on. */
    static RunEnd goesOn(RunPhase phase, Outcome outcome) {
        return new RunEnd(phase, outcome);
    }

    RunPhase phase() {
        return phase;
    }

    Outcome outcome() {
        return outcome;
    }
}
