package io.polytomic.operator.controller.world;

import io.polytomic.operator.client.http.Time;
import io.polytomic.operator.simulator.SimulatorAdmin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.locks.Condition;

/** One time for both sides; the operator's wall clock may be off. Nobody sleeps: who waits moves it. */
final class WorldTime {
    private final SimulatorAdmin admin;
    private Duration skew = Duration.ZERO;
    private Instant now;

    WorldTime(SimulatorAdmin admin) {
        this.admin = admin;
        this.now = admin.now();
    }

    synchronized void skew(Duration by) {
        skew = by;
    }

    synchronized void advance(Duration by) {
        now = now.plus(by);
        admin.advance(by);
    }

    void advanceTo(Instant at) {
        if (at.isAfter(now())) {
            advance(Duration.between(now(), at));
        }
    }

    /** The true time. */
    synchronized Instant now() {
        return now;
    }

    /** The clock of the operator's machine. */
    Clock clock() {
        InstantSource source = () -> now().plus(skew);
        return source.withZone(ZoneOffset.UTC);
    }

    /** For the HTTP layer. */
    Time time() {
        return new Time(clock(), () -> Duration.between(Instant.EPOCH, now()).toNanos(), new Time.Waiting() {
            @Override
            public void await(Condition changed, long nanos) {
                advance(Duration.ofNanos(nanos));
            }

            @Override
            public void sleep(long nanos) {
                advance(Duration.ofNanos(nanos));
            }
        });
    }
}
