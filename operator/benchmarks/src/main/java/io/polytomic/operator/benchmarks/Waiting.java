package io.polytomic.operator.benchmarks;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits until something is so; a benchmark that waits in vain ends. */
final class Waiting {
    private static final Duration MOST = Duration.ofMinutes(20);
    private static final Duration LOOK = Duration.ofMillis(50);

    private Waiting() {}

    static void until(String what, BooleanSupplier so) {
        until(what, MOST, LOOK, so);
    }

    static void until(String what, Duration most, Duration look, BooleanSupplier so) {
        long end = System.nanoTime() + most.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Waited " + most.toSeconds() + " s in vain for " + what + ".");
            }
            pause(look);
        }
    }

    static void pause(Duration time) {
        long millis = time.toMillis();
        try {
            Thread.sleep(millis); // what is waited for happens in other processes, which are only seen from outside
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The benchmark was interrupted.", e);
        }
    }

    static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }
}
