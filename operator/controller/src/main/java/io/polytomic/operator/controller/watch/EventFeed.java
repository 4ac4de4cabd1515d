package io.polytomic.operator.controller.watch;

import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.wire.EventRecord;
import io.polytomic.operator.controller.translate.RemoteText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
     * Reads and returns what is new.
     *
     * @param now a time at the server not later than this call, null when the server never told one
     */
    List<EventRecord> read(PolytomicApi api, Instant now) {
        var after = newest == null ? null : newest.minus(OVERLAP);
        var news = readFrom(api, after);
        newest = now == null ? newest : now; // also back: a clock may have been ahead for one answer
        return news;
    }

    private List<EventRecord> readFrom(PolytomicApi api, Instant after) {
        var news = new ArrayList<EventRecord>();
        Instant before = null;
        for (int page = 0; page < PAGES_A_TICK; page++) {
            var events = api.listEvents(after, before, PAGE).items();
            Instant oldest = null;
            for (var event : events) {
                take(event, news);
                var at = RemoteText.instant(event.createdAt());
                oldest = oldest == null || at != null && at.isBefore(oldest) ? at : oldest;
            }
            if (events.size() < PAGE || oldest == null || oldest.equals(before)) {
                return news;
            }
            before = oldest.plusMillis(1);
        }
        return news;
    }

    /** True when an event says that a schedule started this execution. */
    boolean startedBySchedule(String executionId) {
        return scheduled.containsKey(executionId);
    }

    private void take(EventRecord event, List<EventRecord> news) {
        if (event.id() == null || seen.put(event.id(), true) != null) {
            return;
        }
        var at = RemoteText.instant(event.createdAt());
        newest = newest == null || at != null && at.isAfter(newest) ? at : newest;
        if (event.syncId() != null) {
            news.add(event);
        }
        if (event.executionId() != null
                && event.scheduleFrequency() != null
                && !event.scheduleFrequency().equals("manual")) {
            scheduled.put(event.executionId(), true);
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
