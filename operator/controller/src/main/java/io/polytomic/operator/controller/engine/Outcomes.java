package io.polytomic.operator.controller.engine;

import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import java.time.Duration;
import java.util.EnumSet;

/** What every kind does with an outcome. */
final class Outcomes {
    private Outcomes() {}

    /** When to look again by itself; null for only when woken. */
    static Duration retry(Outcome outcome) {
        if (outcome instanceof Outcome.Waiting waiting) {
            return waiting.retryAfter();
        }
        return outcome instanceof Outcome.Stalled stalled ? stalled.recheckAfter() : null;
    }

    /** A trouble of the way to the API, which says nothing about an object that was in order before. */
    static boolean isPassing(Outcome outcome) {
        return outcome instanceof Outcome.Waiting
                && EnumSet.of(Reason.API_UNAVAILABLE, Reason.RATE_LIMITED, Reason.ORGANIZATION_NOT_READY)
                        .contains(outcome.reason());
    }
}
