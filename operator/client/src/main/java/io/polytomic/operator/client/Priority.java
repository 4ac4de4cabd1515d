package io.polytomic.operator.client;

import java.time.Duration;

/**
 * Who is served first when the request budget of a key is short; the order of the constants is the order of service. What
 * may come in thousands has a share of the budget that it never exceeds, so that it starves nobody behind it.
 */
public enum Priority {
    /** A person or Git changed a manifest and waits for it. */
    USER_EDIT(100, Waits.SHORT),
    /** A run is in flight: its start, its cancellation, its progress. */
    RUN(100, Waits.SHORT),
    /** The shared watcher of an organization, and what it saw moving. */
    POLL(100, Waits.SHORT),
    /** An object on its way to its first Ready: thousands may come with one commit. */
    CREATE(70, Waits.LONG),
    /** The slow re-read that finds drift in schemas, fields and error handling. */
    SWEEP(20, Waits.LONG),
    /** Another look at an object that waits for a person. */
    ERROR(10, Waits.LONG);

    private final int percent;
    private final Duration maxWait;

    Priority(int percent, Duration maxWait) {
        this.percent = percent;
        this.maxWait = maxWait;
    }

    /** The most of a budget that calls of this priority may use, in percent. */
    public int percent() {
        return percent;
    }

    /** How long a call may wait for its turn before it is refused. */
    public Duration maxWait() {
        return maxWait;
    }

    private static final class Waits {
        static final Duration SHORT = Duration.ofSeconds(10);
        static final Duration LONG = Duration.ofMinutes(2);
    }
}
