package io.polytomic.operator.client.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;

/** Time that moves only when somebody waits or the test says so. Starts at 2026-01-01T00:00:00Z. */
final class FakeTime {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Near the end of a long, so that arithmetic which does not survive a wrap is found. */
    private final AtomicLong nanos =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(3).toNanos());

    private final long origin = nanos.get();
    final List<Duration> sleeps = new CopyOnWriteArrayList<>();

    Time time() {
        return new Time(clock(), nanos::get, new Time.Waiting() {
            @Override
            public void await(Condition changed, long nanosToWait) {
                nanos.addAndGet(nanosToWait);
            }

            @Override
            public void sleep(long nanosToWait) {
                sleeps.add(Duration.ofNanos(nanosToWait));
                nanos.addAndGet(nanosToWait);
            }
        });
    }

    void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    Duration elapsed() {
        return Duration.ofNanos(nanos.get() - origin);
    }

    long nanos() {
        return nanos.get();
    }

    private Clock clock() {
        InstantSource source = () -> START.plus(elapsed());
        return source.withZone(ZoneOffset.UTC);
    }
}
