package io.polytomic.operator.core.sync;

import static io.polytomic.operator.core.sync.Impact.DESTRUCTIVE;
import static io.polytomic.operator.core.sync.Impact.EXPOSURE;
import static io.polytomic.operator.core.sync.Impact.METADATA;
import static io.polytomic.operator.core.sync.Impact.RESYNC;
import static io.polytomic.operator.core.sync.Impact.SCHEDULE;
import static io.polytomic.operator.core.sync.Impact.SELECTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each change costs or risks, member by member and in each direction. */
class ImpactTest {
    private static final Object SE = Map.of("field_id", "country", "function", "Equality", "value", "SE");
    private static final Object ADULT = Map.of("field_id", "age", "function", "NumberGreaterThan", "value", 17);
    private static final Object CHILD = Map.of("field_id", "age", "function", "NumberGreaterThan", "value", 3);
    private static final Object HOURLY = Map.of("frequency", "hourly", "minute", 5);
    private static final Object DAILY = Map.of("frequency", "daily", "hour", 2, "minute", 30);
    private static final Object REBUILD = Map.of("frequency", "hourly", "minute", 5, "resyncMode", "rebuild");
    private static final Object REFETCH = Map.of("frequency", "hourly", "minute", 5, "resyncMode", "refetch");
    private static final Object RESYNCING = Map.of("frequency", "hourly", "minute", 5, "resyncMode", "resync");
    private static final Object UNHEARD = Map.of("frequency", "hourly", "minute", 5, "resyncMode", "again");
    private static final Object LATER_REBUILD = Map.of("frequency", "hourly", "minute", 6, "resyncMode", "rebuild");

    static Stream<Arguments> rows() {
        return Stream.of(
                row("another name", SyncMember.NAME, "a", "b", METADATA),
                row("activated", SyncMember.ACTIVE, false, true, SCHEDULE),
                row("deactivated", SyncMember.ACTIVE, true, false, SCHEDULE),
                row("another mode", SyncMember.MODE, "replicate", "snapshot", RESYNC),
                row("another source", SyncMember.SOURCE_CONNECTION, "a", "b", DESTRUCTIVE),
                row("other source words", SyncMember.SOURCE_CONFIGURATION, Map.of("a", 1), Map.of("a", 2), RESYNC),
                row("another destination", SyncMember.DESTINATION_CONNECTION, "a", "b", DESTRUCTIVE),
                row("other target words", SyncMember.DESTINATION_CONFIGURATION, Map.of(), Map.of("a", 2), RESYNC),
                row("another time", SyncMember.DEFAULT_SCHEDULE, HOURLY, DAILY, SCHEDULE),
                row("a schedule more", SyncMember.ADDITIONAL_SCHEDULES, List.of(), List.of(DAILY), SCHEDULE),
                row("a schedule less", SyncMember.ADDITIONAL_SCHEDULES, List.of(DAILY), List.of(), SCHEDULE),
                row(
                        "a rebuilding schedule more",
                        SyncMember.ADDITIONAL_SCHEDULES,
                        List.of(HOURLY),
                        List.of(HOURLY, REBUILD),
                        SCHEDULE,
                        RESYNC),
                row(
                        "a refetching one more",
                        SyncMember.ADDITIONAL_SCHEDULES,
                        List.of(),
                        List.of(REFETCH),
                        SCHEDULE,
                        RESYNC),
                row(
                        "a resyncing one more",
                        SyncMember.ADDITIONAL_SCHEDULES,
                        List.of(),
                        List.of(RESYNCING),
                        SCHEDULE,
                        RESYNC),
                row(
                        "an unheard-of word",
                        SyncMember.ADDITIONAL_SCHEDULES,
                        List.of(),
                        List.of(UNHEARD),
                        SCHEDULE,
                        RESYNC),
                row(
                        "one rebuilding schedule becomes two",
                        SyncMember.ADDITIONAL_SCHEDULES,
                        List.of(REBUILD),
                        List.of(REBUILD, REBUILD),
                        SCHEDULE,
                        RESYNC),
                row(
                        "a schedule becomes a rebuilding one",
                        SyncMember.ADDITIONAL_SCHEDULES,
                        List.of(HOURLY),
                        List.of(REBUILD),
                        SCHEDULE,
                        RESYNC),
                row(
                        "refetch becomes rebuild",
                        SyncMember.ADDITIONAL_SCHEDULES,
                        List.of(REFETCH),
                        List.of(REBUILD),
                        SCHEDULE,
                        RESYNC),
                row(
                        "a rebuild at another time",
                        SyncMember.ADDITIONAL_SCHEDULES,
                        List.of(REBUILD),
                        List.of(LATER_REBUILD),
                        SCHEDULE,
                        RESYNC),
                row(
                        "a rebuilding schedule less",
                        SyncMember.ADDITIONAL_SCHEDULES,
                        List.of(REBUILD),
                        List.of(),
                        SCHEDULE,
                        RESYNC),
                row(
                        "a schedule beside a rebuilding one",
                        SyncMember.ADDITIONAL_SCHEDULES,
                        List.of(REBUILD),
                        List.of(DAILY, REBUILD),
                        SCHEDULE),
                row("discovers all objects", SyncMember.ADD_NEW_OBJECTS, "none", "all", EXPOSURE),
                row("discovers some objects", SyncMember.ADD_NEW_OBJECTS, "none", "onlyIncremental", EXPOSURE),
                row("discovers fewer objects", SyncMember.ADD_NEW_OBJECTS, "all", "onlyIncremental", SELECTION),
                row("discovers no objects", SyncMember.ADD_NEW_OBJECTS, "onlyIncremental", "none", SELECTION),
                row(
                        "discovers other objects",
                        SyncMember.ADD_NEW_OBJECTS,
                        "onlyIncremental",
                        "onlyNonIncremental",
                        EXPOSURE),
                row("objects from unsaid, that is none", SyncMember.ADD_NEW_OBJECTS, null, "all", EXPOSURE),
                row("discovers all fields", SyncMember.ADD_NEW_FIELDS, "none", "all", EXPOSURE),
                row("discovers no fields", SyncMember.ADD_NEW_FIELDS, "all", "none", SELECTION),
                row("fields from unsaid, that is all", SyncMember.ADD_NEW_FIELDS, null, "onlyIncremental", SELECTION),
                row("fields to unsaid, that is all", SyncMember.ADD_NEW_FIELDS, "none", null, EXPOSURE),
                row("other column names", SyncMember.NORMALIZE_NAMES, "enabled", "legacy", RESYNC),
                row("record timestamps off", SyncMember.DISABLE_RECORD_TIMESTAMPS, false, true, RESYNC),
                row("record timestamps on", SyncMember.DISABLE_RECORD_TIMESTAMPS, true, false, RESYNC),
                row("another limit", SyncMember.CONCURRENCY_LIMIT, 1, 2, METADATA),
                row("no limit", SyncMember.CONCURRENCY_LIMIT, 1, 0, METADATA),
                row("another resync limit", SyncMember.RESYNC_CONCURRENCY_LIMIT, 1, 2, METADATA),
                row("a first cutoff", SyncMember.DATA_CUTOFF, null, "2024-01-01T00:00:00Z", SELECTION),
                row("no cutoff", SyncMember.DATA_CUTOFF, "2024-01-01T00:00:00Z", "", RESYNC),
                row("cutoff forward", SyncMember.DATA_CUTOFF, "2023-01-01T00:00:00Z", "2024-01-01T00:00Z", SELECTION),
                row("cutoff back", SyncMember.DATA_CUTOFF, "2024-01-01T00:00:00Z", "2023-01-01T00:00Z", RESYNC),
                row(
                        "cutoff back in another offset",
                        SyncMember.DATA_CUTOFF,
                        "2024-01-01T00:00:00Z",
                        "2024-01-01T01:00:00+02:00",
                        RESYNC),
                row(
                        "cutoff back by half a second",
                        SyncMember.DATA_CUTOFF,
                        "2024-01-01T00:00:00.500Z",
                        "2024-01-01T00:00:00Z",
                        RESYNC),
                row(
                        "cutoff forward by half a second",
                        SyncMember.DATA_CUTOFF,
                        "2024-01-01T00:00:00Z",
                        "2024-01-01T00:00:00.500Z",
                        SELECTION),
                row("a cutoff nobody can read", SyncMember.DATA_CUTOFF, "2024-01-01T00:00:00Z", "yesterday", RESYNC),
                row("a policy more", SyncMember.POLICIES, List.of("a"), List.of("a", "b"), METADATA),
                row("a policy less", SyncMember.POLICIES, List.of("a", "b"), List.of("a"), EXPOSURE),
                row("another policy", SyncMember.POLICIES, List.of("a"), List.of("b"), EXPOSURE),
                row("no policies", SyncMember.POLICIES, List.of("a"), List.of(), EXPOSURE),
                row("other subscribers", SyncMember.SUBSCRIBERS, List.of("a"), List.of("b"), METADATA),
                row("no subscribers", SyncMember.SUBSCRIBERS, List.of("a"), List.of(), METADATA),
                row("another threshold", SyncMember.INGESTION_FAILURE_THRESHOLD, 60, 0, METADATA),
                row("a schema on", SchemaMember.ENABLED, false, true, EXPOSURE),
                row("a schema off", SchemaMember.ENABLED, true, false, SELECTION),
                row("another partition key", SchemaMember.PARTITION_KEY, "a", "b", RESYNC),
                row("another tracking field", SchemaMember.TRACKING_FIELD, "a", "", RESYNC),
                row("another schema name", SchemaMember.USER_OUTPUT_NAME, "", "b", RESYNC),
                row("schema cutoff forward", SchemaMember.DATA_CUTOFF, null, "2024-01-01T00:00:00Z", SELECTION),
                row(
                        "schema cutoff back",
                        SchemaMember.DATA_CUTOFF,
                        "2024-01-01T00:00:00Z",
                        "2023-01-01T00:00Z",
                        RESYNC),
                row("cutoff not obeyed", SchemaMember.DISABLE_DATA_CUTOFF, false, true, RESYNC),
                row("cutoff obeyed", SchemaMember.DISABLE_DATA_CUTOFF, true, false, SELECTION),
                row("history on", SchemaMember.HISTORY_ENABLED, false, true, RESYNC),
                row("history off", SchemaMember.HISTORY_ENABLED, true, false, RESYNC),
                row("a first filter", SchemaMember.FILTERS, List.of(), List.of(SE), SELECTION),
                row("a filter more", SchemaMember.FILTERS, List.of(SE), List.of(SE, ADULT), SELECTION),
                row("a filter less", SchemaMember.FILTERS, List.of(SE, ADULT), List.of(SE), EXPOSURE),
                row("another filter", SchemaMember.FILTERS, List.of(ADULT), List.of(CHILD), EXPOSURE),
                row("one changed, one more", SchemaMember.FILTERS, List.of(ADULT), List.of(CHILD, SE), EXPOSURE),
                row("no filters", SchemaMember.FILTERS, List.of(SE), List.of(), EXPOSURE),
                row("a field on", FieldMember.ENABLED, false, true, EXPOSURE),
                row("a field off", FieldMember.ENABLED, true, false, SELECTION),
                row("masked", FieldMember.OBFUSCATE, false, true, SELECTION),
                row("unmasked", FieldMember.OBFUSCATE, true, false, EXPOSURE),
                row("another column name", FieldMember.USER_OUTPUT_NAME, "a", "b", RESYNC));
    }

    private static Arguments row(String what, Member member, Object from, Object to, Impact... impacts) {
        return arguments(what, member, from, to, Set.of(impacts));
    }

    @ParameterizedTest(name = "{1}: {0} is {4}")
    @MethodSource("rows")
    void a_change_has_its_impact(String what, Member member, Object from, Object to, Set<Impact> impacts) {
        var form = member.form();
        assertThat(member.impact(form.canonical(from), form.canonical(to))).isEqualTo(impacts);
    }

    @Test
    void no_member_is_without_a_row() {
        var missing = new HashSet<Member>();
        missing.addAll(List.of(SyncMember.values()));
        missing.addAll(List.of(SchemaMember.values()));
        missing.addAll(List.of(FieldMember.values()));
        rows().forEach(row -> missing.remove((Member) row.get()[1]));
        assertThat(missing).isEmpty();
    }

    @Test
    void only_addresses_and_filter_values_are_confidential() {
        assertThat(Stream.of(SyncMember.values(), SchemaMember.values(), FieldMember.values())
                        .flatMap(Stream::of)
                        .filter(Member::confidential))
                .containsExactly(SyncMember.SUBSCRIBERS, SchemaMember.FILTERS);
    }

    @Test
    void the_words_are_those_of_requireApprovalFor() {
        assertThat(Stream.of(Impact.values()).map(Impact::word))
                .containsExactly("Create", "Destructive", "Resync", "Exposure", "Selection", "Schedule", "Metadata");
    }
}
