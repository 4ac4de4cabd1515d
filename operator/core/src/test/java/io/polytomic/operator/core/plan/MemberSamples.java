package io.polytomic.operator.core.plan;

import io.polytomic.operator.core.sync.FieldMember;
import io.polytomic.operator.core.sync.Member;
import io.polytomic.operator.core.sync.SchemaMember;
import io.polytomic.operator.core.sync.SyncMember;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Values of every member. The switches are exhaustive: a new member does not compile without its samples. */
final class MemberSamples {
    /**
     * @param value as a manifest states it
     * @param readBack the same as the API may tell it
     * @param other another value
     * @param empty what clears it, null when it cannot be cleared
     */
    record Sample(Member member, Object value, Object readBack, Object other, Object empty) {
        @Override
        public String toString() {
            return member.getClass().getSimpleName() + " " + member.path();
        }
    }

    private MemberSamples() {}

    static Stream<Sample> all() {
        return Stream.of(SyncMember.values(), SchemaMember.values(), FieldMember.values())
                .flatMap(Stream::of)
                .map(MemberSamples::of);
    }

    private static Sample of(Member member) {
        if (member instanceof SyncMember m) {
            return of(m);
        }
        return member instanceof SchemaMember m ? of(m) : of((FieldMember) member);
    }

    private static Sample of(SyncMember m) {
        return switch (m) {
            case NAME -> word(m, "Orders", "Orders (old)");
            case ACTIVE, DISABLE_RECORD_TIMESTAMPS -> flag(m);
            case MODE -> word(m, "replicate", "snapshot");
            case SOURCE_CONNECTION, DESTINATION_CONNECTION -> word(m, "postgres", "mysql");
            case SOURCE_CONFIGURATION, DESTINATION_CONFIGURATION ->
                new Sample(m, Map.of("a", 42), Map.of("a", 42.0, "made", "by the server"), Map.of("a", 43), null);
            case DEFAULT_SCHEDULE ->
                new Sample(
                        m,
                        Map.of("frequency", "hourly", "minute", 5),
                        Map.of("frequency", "hourly", "minute", "05", "hour", "12", "id", "s1"),
                        Map.of("frequency", "hourly", "minute", 6),
                        null);
            case ADDITIONAL_SCHEDULES ->
                new Sample(
                        m,
                        List.of(Map.of("frequency", "manual"), Map.of("frequency", "hourly", "minute", 5)),
                        List.of(
                                Map.of("frequency", "hourly", "minute", "5", "id", "s2", "resyncMode", "normal"),
                                Map.of("frequency", "manual", "hour", "0", "id", "s1")),
                        List.of(Map.of("frequency", "manual")),
                        List.of());
            case ADD_NEW_OBJECTS, ADD_NEW_FIELDS -> word(m, "onlyIncremental", "none");
            case NORMALIZE_NAMES -> word(m, "enabled", "legacy");
            case CONCURRENCY_LIMIT, RESYNC_CONCURRENCY_LIMIT, INGESTION_FAILURE_THRESHOLD ->
                new Sample(m, 4, 4.0, 5, 0);
            case DATA_CUTOFF -> instant(m);
            case POLICIES, SUBSCRIBERS -> new Sample(m, List.of("b", "a"), List.of("a", "b"), List.of("b"), List.of());
        };
    }

    private static Sample of(SchemaMember m) {
        return switch (m) {
            case ENABLED, DISABLE_DATA_CUTOFF, HISTORY_ENABLED -> flag(m);
            case PARTITION_KEY, TRACKING_FIELD, USER_OUTPUT_NAME -> text(m);
            case DATA_CUTOFF -> instant(m);
            case FILTERS ->
                new Sample(
                        m,
                        List.of(filter("age", 42), filter("country", List.of("SE", "NO"))),
                        List.of(filter("country", List.of("SE", "NO")), filter("age", 42.0)),
                        List.of(filter("age", 43)),
                        List.of());
        };
    }

    private static Sample of(FieldMember m) {
        return switch (m) {
            case ENABLED, OBFUSCATE -> flag(m);
            case USER_OUTPUT_NAME -> text(m);
        };
    }

    private static Sample flag(Member m) {
        return new Sample(m, true, true, false, false);
    }

    private static Sample text(Member m) {
        return new Sample(m, "id", "id", "key", "");
    }

    /** A member that is never without a value. */
    private static Sample word(Member m, String value, String other) {
        return new Sample(m, value, value, other, null);
    }

    private static Sample instant(Member m) {
        return new Sample(m, "2024-01-01T00:00:00Z", "2024-01-01T02:00:00.000+02:00", "2025-01-01T00:00:00Z", "");
    }

    private static Map<String, Object> filter(String field, Object value) {
        return Map.of("field_id", field, "function", "Equality", "value", value);
    }
}
