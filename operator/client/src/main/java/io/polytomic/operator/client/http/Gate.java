package io.polytomic.operator.client.http;

import java.time.Duration;

/**
 * Closed by a 401: then one probe a minute passes and nothing else (design.md §1). Opened by an answer that shows the key
 * was accepted. Not safe for threads.
 */
final class Gate {
    static final long PROBE_INTERVAL = Duration.ofMinutes(1).toNanos();

    private boolean closed;
    private long nextProbe;

    boolean refuses(long now) {
        return closed && nextProbe - now > 0;
    }

    /** A call passes; when the gate is closed it is the probe of this minute. */
    void pass(long now) {
        nextProbe = now + PROBE_INTERVAL;
    }

    void close(long now) {
        closed = true;
        nextProbe = now + PROBE_INTERVAL;
    }

    void open() {
        closed = false;
    }

    boolean isClosed() {
        return closed;
    }
}
