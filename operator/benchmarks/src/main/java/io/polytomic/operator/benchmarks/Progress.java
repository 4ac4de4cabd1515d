package io.polytomic.operator.benchmarks;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** What the person who waits is told. */
final class Progress {
    private Progress() {}

    static void say(String format, Object... values) {
        System.err.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + format.formatted(values));
    }
}
