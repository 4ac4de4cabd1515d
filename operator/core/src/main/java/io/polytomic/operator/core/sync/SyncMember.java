package io.polytomic.operator.core.sync;

import static io.polytomic.operator.core.sync.Impact.DESTRUCTIVE;
import static io.polytomic.operator.core.sync.Impact.EXPOSURE;
import static io.polytomic.operator.core.sync.Impact.METADATA;
import static io.polytomic.operator.core.sync.Impact.RESYNC;
import static io.polytomic.operator.core.sync.Impact.SCHEDULE;
import static io.polytomic.operator.core.sync.Impact.SELECTION;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The members of a bulk sync itself, in the order in which plans show them. */
public enum SyncMember implements Member {
    NAME("name", Form.TEXT, METADATA),
    ACTIVE("active", Form.FLAG, SCHEDULE),
    MODE("mode", Form.TEXT, RESYNC),
    SOURCE_CONNECTION("source.connectionId", Form.TEXT, DESTRUCTIVE),
    SOURCE_CONFIGURATION("source.configuration", Form.CONFIGURATION, RESYNC),
    DESTINATION_CONNECTION("destination.connectionId", Form.TEXT, DESTRUCTIVE),
    DESTINATION_CONFIGURATION("destination.configuration", Form.CONFIGURATION, RESYNC),
    DEFAULT_SCHEDULE("defaultSchedule", Form.SCHEDULE, SCHEDULE),
    ADDITIONAL_SCHEDULES("additionalSchedules", Form.SCHEDULES, SyncMember::schedules),
    ADD_NEW_OBJECTS("automaticallyAddNewObjects", Form.TEXT, (from, to) -> discovery(from, to, "none")),
    ADD_NEW_FIELDS("automaticallyAddNewFields", Form.TEXT, (from, to) -> discovery(from, to, "all")),
    NORMALIZE_NAMES("normalizeNames", Form.TEXT, RESYNC),
    DISABLE_RECORD_TIMESTAMPS("disableRecordTimestamps", Form.FLAG, RESYNC),
    CONCURRENCY_LIMIT("concurrencyLimit", Form.LIMIT, METADATA),
    RESYNC_CONCURRENCY_LIMIT("resyncConcurrencyLimit", Form.LIMIT, METADATA),
    DATA_CUTOFF("dataCutoffTimestamp", Form.INSTANT, SyncMember::cutoff),
    POLICIES("policies", Form.SET, SyncMember::policies),
    SUBSCRIBERS("errorHandling.subscribers", Form.SET, METADATA),
    INGESTION_FAILURE_THRESHOLD("errorHandling.ingestionFailureThreshold", Form.LIMIT, METADATA);

    private final String path;
    private final Form form;
    private final BiFunction<Object, Object, Set<Impact>> impact;

    SyncMember(String path, Form form, Impact impact) {
        this(path, form, (from, to) -> EnumSet.of(impact));
    }

    SyncMember(String path, Form form, BiFunction<Object, Object, Set<Impact>> impact) {
        this.path = path;
        this.form = form;
        this.impact = impact;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public Set<Impact> impact(Object from, Object to) {
        return impact.apply(from, to);
    }

    @Override
    public boolean confidential() {
        return this == SUBSCRIBERS;
    }

    /** True for the two members that live in the error handling record, outside the sync's own (notes.md §16). */
    public boolean errorHandling() {
        return this == SUBSCRIBERS || this == INGESTION_FAILURE_THRESHOLD;
    }

    private static Set<Impact> schedules(Object from, Object to) {
        return resyncing(from).equals(resyncing(to)) ? EnumSet.of(SCHEDULE) : EnumSet.of(SCHEDULE, RESYNC);
    }

    /** The schedules that copy data again, each with how often it stands there. */
    private static Map<String, Integer> resyncing(Object schedules) {
        var found = new TreeMap<String, Integer>();
        if (schedules instanceof Collection<?> items) {
            for (var item : items) {
                if (item instanceof Map<?, ?> map && !"normal".equals(map.get("resyncMode"))) {
                    found.merge(Json.text(item), 1, Integer::sum);
                }
            }
        }
        return found;
    }

    private static Set<Impact> discovery(Object from, Object to, String absent) {
        var before = from == null ? absent : from;
        var after = to == null ? absent : to;
        return "none".equals(after) || "all".equals(before) ? EnumSet.of(SELECTION) : EnumSet.of(EXPOSURE);
    }

    /** Later or newly set copies less; earlier, gone or not comparable copies again. */
    static Set<Impact> cutoff(Object from, Object to) {
        boolean later = to != null && (from == null || isAfter(to, from));
        return later ? EnumSet.of(SELECTION) : EnumSet.of(RESYNC);
    }

    /** Instants do not sort as text: {@code 00:00:00.5Z} would come before {@code 00:00:00Z}. */
    private static boolean isAfter(Object later, Object earlier) {
        try {
            return Instant.parse(later.toString()).isAfter(Instant.parse(earlier.toString()));
        } catch (DateTimeException unusual) {
            return false;
        }
    }

    private static Set<Impact> policies(Object from, Object to) {
        boolean removed = from instanceof Collection<?> before
                && !(to instanceof Collection<?> after && after.containsAll(before));
        return removed ? EnumSet.of(EXPOSURE) : EnumSet.of(METADATA);
    }
}
