package io.polytomic.operator.controller.engine;

import io.polytomic.operator.client.wire.SchemaRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Schemas as read one by one since the last write that could change any of them. A schema is written whole, so what somebody
 * else did to it since, a mask above all, would be undone: a reading is good for a few seconds.
 */
final class FreshSchemas {
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private final SortedMap<String, SchemaRecord> byId = new TreeMap<>();
    private final Clock clock;
    private final boolean alone;
    /** No reading is older than this. */
    private Instant since;

    /** @param alone the sync is being created, and nobody else can have an opinion of it yet */
    FreshSchemas(Clock clock, boolean alone) {
        this.clock = clock;
        this.alone = alone;
        this.since = clock.instant();
    }

    /** These are all that is known. */
    void only(Map<String, SchemaRecord> schemas) {
        byId.clear();
        add(schemas, schemas.keySet());
    }

    void add(Map<String, SchemaRecord> schemas, Collection<String> ids) {
        ids.stream().map(schemas::get).filter(Observer::isReadInFull).forEach(schema -> byId.put(schema.id(), schema));
    }

    /** Something was written: nothing is known any more. */
    void written() {
        byId.clear();
        since = clock.instant();
    }

    /** Forgets what is too old to write from. */
    void expire() {
        if (!alone && since.plus(GOOD_FOR).isBefore(clock.instant())) {
            written();
        }
    }

    List<String> unknown(Collection<String> ids) {
        return ids.stream().filter(id -> !byId.containsKey(id)).toList();
    }

    SortedMap<String, SchemaRecord> all() {
        return Collections.unmodifiableSortedMap(byId);
    }
}
