package io.polytomic.operator.client.http;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.LongSupplier;

/**
 * Time as an argument.
 *
 * @param clock the wall clock; used only against dates the server names
 * @param nanos a clock that never jumps, in nanoseconds from any origin; all durations are measured with it
 * @param waiting how a thread waits
 */
public record Time(Clock clock, LongSupplier nanos, Waiting waiting) {
    /** How a thread waits; a test moves its clock instead. */
    public interface Waiting {
        /** Waits for a signal or until the time is over; the lock of the condition is given up meanwhile. */
        void await(Condition changed, long nanos) throws InterruptedException;

        /** Waits the whole time. */
        void sleep(long nanos) throws InterruptedException;
    }

    /** The real one. */
    public static Time system() {
        return new Time(Clock.systemUTC(), System::nanoTime, new Waiting() {
            @Override
            public void await(Condition changed, long nanos) throws InterruptedException {
                changed.awaitNanos(nanos);
            }

            @Override
            public void sleep(long nanos) throws InterruptedException {
                TimeUnit.NANOSECONDS.sleep(nanos);
            }
        });
    }

    long now() {
        return nanos.getAsLong();
    }
}
