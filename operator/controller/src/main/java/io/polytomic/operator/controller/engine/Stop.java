package io.polytomic.operator.controller.engine;

import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import java.time.Duration;

/** Ends a pass with an outcome; nothing more is sent. */
public final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** How often a stalled object looks whether somebody acted outside of Kubernetes. */
    public static final Duration RECHECK = Duration.ofMinutes(10);

    private final transient Outcome outcome;

    public Stop(Outcome outcome) {
        super(outcome.message(), null, false, false);
        this.outcome = outcome;
    }

    public static Stop stalled(Reason reason, String message) {
        return new Stop(new Outcome.Stalled(reason, message, RECHECK));
    }

    public static Stop waiting(Reason reason, String message, Duration retryAfter) {
        return new Stop(new Outcome.Waiting(reason, message, retryAfter));
    }

    public Outcome outcome() {
        return outcome;
    }
}
