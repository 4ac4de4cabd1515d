package io.polytomic.operator.controller.watch;

import io.polytomic.operator.api.v1alpha1.ModelSync;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Which objects are looked at though nothing moved, in case the feed lost what did: one a minute at most. Told by the time
 * of day alone, so that a restart neither puts it off nor brings all of them at once.
 */
final class ModelSweep {
    private static final Duration TURN = Duration.ofMinutes(1);
    private static final int TURNS_AT_ONCE = 10;

    private final Collection<ModelSync> objects;
    private final long turns;

    /** @param period in which each has its turn; longer when there are more objects than minutes in it */
    ModelSweep(Collection<ModelSync> objects, Duration period) {
        this.objects = objects;
        this.turns = Math.max(objects.size(), period.dividedBy(TURN));
    }

    /** The uids of the objects whose turn began after the first and by the second of these times. */
    Set<String> between(Instant last, Instant now) {
        var uids = objects.stream()
                .map(object -> object.getMetadata().getUid())
                .sorted()
                .toList();
        long to = minute(now);
        var found = new HashSet<String>();
        for (long at = Math.max(minute(last) + 1, to - TURNS_AT_ONCE + 1); at <= to; at++) {
            int turn = (int) Math.floorMod(at, turns);
            if (turn < uids.size()) {
                found.add(uids.get(turn));
            }
        }
        return Set.copyOf(found);
    }

    private static long minute(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), TURN.toMillis());
    }
}
