package io.polytomic.operator.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/** The time of the world, in whole milliseconds: the start, plus what was advanced, plus real time multiplied by the speed. */
final class SimulatedClock {
    private final double speed;
    private final LongSupplier nanos;
    private final long anchor;
    private Instant base;

    SimulatedClock(Instant start, double speed, LongSupplier nanos) {
        this.base = start.truncatedTo(ChronoUnit.MILLIS);
        this.speed = speed;
        this.nanos = nanos;
        this.anchor = nanos.getAsLong();
    }

    synchronized Instant now() {
        long flown = speed == 0 ? 0 : (long) ((nanos.getAsLong() - anchor) * speed / 1_000_000);
        return base.plusMillis(flown);
    }

    synchronized void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("The clock cannot be turned back by " + by);
        }
        base = base.plus(by).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Real seconds that pass while the given simulated seconds do; the same number when the clock is manual. */
    long realSeconds(long simulated) {
        return speed == 0 ? simulated : (long) Math.ceil(simulated / speed);
    }

    boolean isManual() {
        return speed == 0;
    }
}
