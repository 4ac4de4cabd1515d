package io.polytomic.operator.benchmarks;

import java.time.Duration;

/** How long the remote API takes for an answer, on top of what the simulator needs. */
record Latency(Duration read, Duration write) {
    /** A hosted API on the same continent. */
    static final Latency DEFAULT = new Latency(Duration.ofMillis(25), Duration.ofMillis(50));
}
