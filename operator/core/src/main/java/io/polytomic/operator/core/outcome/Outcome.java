package io.polytomic.operator.core.outcome;

import java.time.Duration;

/**
 * What a pass came to.
 *
 * <p>The message is a stable sentence for a person: no times, sorted lists, never a secret.
 */
public sealed interface Outcome {
    Reason reason();

    String message();

    /** The same with more said at the end of its message. */
    Outcome saying(String more);

    /** Nothing is left to do: Ready is True. */
    record Settled(Reason reason, String message) implements Outcome {
        @Override
        public Outcome saying(String more) {
            return new Settled(reason, message + more);
        }
    }

    /**
     * It goes on by itself: Reconciling is True. What was known before stays in status.
     *
     * @param retryAfter when to look again
     */
    record Waiting(Reason reason, String message, Duration retryAfter) implements Outcome {
        @Override
        public Outcome saying(String more) {
            return new Waiting(reason, message + more, retryAfter);
        }
    }

    /**
     * A person has to act: Stalled is True.
     *
     * @param recheckAfter when to look whether somebody acted outside of Kubernetes; null for never
     */
    record Stalled(Reason reason, String message, Duration recheckAfter) implements Outcome {
        @Override
        public Outcome saying(String more) {
            return new Stalled(reason, message + more, recheckAfter);
        }
    }
}
