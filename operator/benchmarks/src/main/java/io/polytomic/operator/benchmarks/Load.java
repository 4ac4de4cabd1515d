package io.polytomic.operator.benchmarks;

import java.time.Duration;
import java.util.Set;

/**
 * How a trial is run.
 *
 * @param memoryMegabytes what the operator's container would be limited to
 */
record Load(Set<Part> parts, Latency latency, Duration rest, Duration busy, int memoryMegabytes) {
    /** Syncs of one organization: the budget of a key is bounded, and not what is measured here. */
    private static final int SYNCS_AN_ORGANIZATION = 250;

    private static final int MEMORY_LIMIT_OF_THE_DEPLOYMENT = 256;
    private static final int LARGEST_FOR_IT = 3000;
    private static final int LIMIT_OF_A_LARGE_FLEET = 768;

    static int organizations(int objects) {
        return Math.max(1, (objects + SYNCS_AN_ORGANIZATION - 1) / SYNCS_AN_ORGANIZATION);
    }

    /** The limit that deploy/kustomize sets, and the one that deploy/README.md names for 10,000 objects. */
    static int memoryMegabytes(int objects) {
        return objects <= LARGEST_FOR_IT ? MEMORY_LIMIT_OF_THE_DEPLOYMENT : LIMIT_OF_A_LARGE_FLEET;
    }
}
