package io.polytomic.operator.controller.engine;

import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import java.time.Duration;
import java.util.Set;

/** An exception of the API as what happens next. */
public final class Failures {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration SCHEMAS_AGAIN = Duration.ofSeconds(5);

    private static final Set<Integer> GATEWAY = Set.of(502, 503, 504);

    private Failures() {}

    public static Outcome outcome(ApiException e) {
        if (e instanceof ApiException.Throttled throttled) {
            return new Outcome.Waiting(
                    Reason.RATE_LIMITED, "The API asked for a pause; no action is needed.", throttled.retryAfter());
        }
        if (e instanceof ApiException.Unauthorized) {
            return new Outcome.Waiting(
                    Reason.ORGANIZATION_NOT_READY,
                    "The API refused the key of the organization (401).",
                    Duration.ofMinutes(1));
        }
        if (e instanceof ApiException.AccessDenied) {
            return new Outcome.Stalled(Reason.ACCESS_DENIED, e.getMessage(), Stop.RECHECK);
        }
        if (e instanceof ApiException.Rejected rejected) {
            return rejected(rejected);
        }
        if (e instanceof ApiException.Missing missing) {
            return missing(missing);
        }
        if (e instanceof ApiException.Conflict) {
            return new Outcome.Waiting(
                    Reason.API_UNAVAILABLE, "The API reports a conflict (409): " + e.getMessage(), SOON);
        }
        if (e instanceof ApiException.Unreadable) {
            return new Outcome.Waiting(Reason.API_UNAVAILABLE, e.getMessage(), SOON);
        }
        return new Outcome.Waiting(
                Reason.API_UNAVAILABLE,
                "The API did not answer; the last known state is kept and the call is repeated.",
                SOON);
    }

    private static Outcome rejected(ApiException.Rejected e) {
        return e.schemaCacheNotReady()
                ? new Outcome.Waiting(
                        Reason.WAITING_FOR_SCHEMAS,
                        "The API is still reading the schemas of the source.",
                        SCHEMAS_AGAIN)
                : new Outcome.Stalled(Reason.REJECTED, "The API refused the request: " + e.getMessage(), Stop.RECHECK);
    }

    private static Outcome missing(ApiException.Missing e) {
        return e.saidByApi()
                ? new Outcome.Stalled(
                        Reason.REJECTED, "The API does not know it (404): " + e.getMessage(), Stop.RECHECK)
                : new Outcome.Waiting(
                        Reason.API_UNAVAILABLE,
                        "An answer of 404 did not come from the API itself; nothing is concluded from it.",
                        SOON);
    }

    /**
     * A fault that the API itself answered with, so it may be what it has on record for an idempotency key; what something
     * in front of it says is not.
     */
    static boolean isServersOwn(ApiException e) {
        return e instanceof ApiException.Unavailable fault
                && fault.status() >= 500
                && !GATEWAY.contains(fault.status());
    }
}
