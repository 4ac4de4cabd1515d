package io.polytomic.operator.controller.watch;

import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.wire.EventRecord;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The event feed, read with overlap and deduplicated by id (notes.md §12: equal timestamps can be lost between pages). It
 * alone tells which executions a schedule started.
 */
final class EventFeed {
    private static final Duration OVERLAP = Duration.ofMinutes(2);
    private static final int PAGE = 100;
    private static final int PAGES_A_TICK = 5;
    private static final int REMEMBERED = 20_000;

    private final Map<String, Boolean> scheduled = Collections.synchronizedMap(bounded());
    private final Map<String, Boolean> seen = bounded();
    private Instant newest;

    /**
     * Reads what is new and returns the ids of the syncs it speaks of.
     *
     * @param now a time at the server not later than this call, null when the server never told one
     */
    Set<String> read(PolytomicApi api, Instant now) {
        var after = newest == null ? null : newest.minus(OVERLAP);
        var moved = readFrom(api, after);
        newest = newest == null || now != null && now.isAfter(newest) ? now : newest;
        return moved;
    }

    private Set<String> readFrom(PolytomicApi api, Instant after) {
        var moved = new LinkedHashSet<String>();
        Instant before = null;
        for (int page = 0; page < PAGES_A_TICK; page++) {
            var events = api.listEvents(after, before, PAGE).items();
            Instant oldest = null;
            for (var event : events) {
                take(event, moved);
                var at = instant(event.createdAt());
                oldest = oldest == null || at != null && at.isBefore(oldest) ? at : oldest;
            }
            if (events.size() < PAGE || oldest == null || oldest.equals(before)) {
                return moved;
            }
            before = oldest.plusMillis(1);
        }
        return moved;
    }

    /** True when an event says that a schedule started this execution. */
    boolean startedBySchedule(String executionId) {
        return scheduled.containsKey(executionId);
    }

    private void take(EventRecord event, Set<String> moved) {
        if (event.id() == null || seen.put(event.id(), true) != null) {
            return;
        }
        var at = instant(event.createdAt());
        newest = newest == null || at != null && at.isAfter(newest) ? at : newest;
        if (event.syncId() != null) {
            moved.add(event.syncId());
        }
        if (event.executionId() != null
                && event.scheduleFrequency() != null
                && !event.scheduleFrequency().equals("manual")) {
            scheduled.put(event.executionId(), true);
        }
    }

    private static Instant instant(String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static Map<String, Boolean> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
