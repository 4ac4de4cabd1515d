package io.polytomic.operator.controller.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** When this process began to act: at its first pass, which for a standby comes long after its start. */
final class ActiveSince {
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
}
