package io.polytomic.operator.controller.engine;

import io.polytomic.operator.controller.watch.Organizations.Lookup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** When this process began to act: at its first pass, which for a standby comes long after its start. */
final class ActiveSince {
    /** Within this time of its first pass the operator says nothing about organizations it has not looked at yet. */
    private static final Duration START_UP = Duration.ofSeconds(20);

    static final Duration DURING_START_UP = Duration.ofSeconds(2);

    private final Clock clock;
    private final AtomicReference<Instant> first = new AtomicReference<>();

    ActiveSince(Clock clock) {
        this.clock = clock;
    }

    Instant instant() {
        var known = first.get();
        if (known == null) {
            first.compareAndSet(null, clock.instant());
            known = first.get();
        }
        return known;
    }

    boolean isStartingUp(Lookup.Unusable organization) {
        return !organization.looked() && instant().plus(START_UP).isAfter(clock.instant());
    }
}
