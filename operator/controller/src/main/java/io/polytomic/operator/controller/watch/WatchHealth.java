package io.polytomic.operator.controller.watch;

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
}
