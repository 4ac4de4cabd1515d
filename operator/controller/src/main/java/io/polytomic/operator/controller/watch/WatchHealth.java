package io.polytomic.operator.controller.watch;

import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.core.outcome.Reason;

/**
 * Whether the last tick came through.
 *
 * @param reason null while all is well
 * @param message a sentence, null while all is well
 */
public record WatchHealth(Reason reason, String message) {
    public static final WatchHealth GOOD = new WatchHealth(null, null);

    public boolean isGood() {
        return reason == null;
    }

    /** The key was refused or is another organization's: nothing of this organization can be watched. */
    boolean concernsTheKey() {
        return reason == Reason.CREDENTIALS_REJECTED || reason == Reason.ORGANIZATION_CHANGED;
    }

    /** What a poll that ended with this exception says. */
    static WatchHealth after(RuntimeException e) {
        if (e instanceof ForeignOrganizationException) {
            return new WatchHealth(Reason.ORGANIZATION_CHANGED, e.getMessage());
        }
        if (e instanceof ApiException.Unauthorized) {
            return new WatchHealth(Reason.CREDENTIALS_REJECTED, e.getMessage());
        }
        if (e instanceof ApiException.AccessDenied) {
            return new WatchHealth(Reason.ACCESS_DENIED, e.getMessage());
        }
        if (e instanceof ApiException.Throttled) {
            return new WatchHealth(Reason.RATE_LIMITED, e.getMessage());
        }
        return new WatchHealth(Reason.API_UNAVAILABLE, "The API did not answer the poll: " + e.getMessage());
    }
}
