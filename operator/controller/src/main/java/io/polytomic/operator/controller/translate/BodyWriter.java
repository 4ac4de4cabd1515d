package io.polytomic.operator.controller.translate;

import io.polytomic.operator.client.wire.Field;
import io.polytomic.operator.client.wire.Schedule;
import io.polytomic.operator.client.wire.SchemaRecord;
import io.polytomic.operator.core.sync.FieldDefinition;
import io.polytomic.operator.core.sync.FieldMember;
import io.polytomic.operator.core.sync.Form;
import io.polytomic.operator.core.sync.SchemaDefinition;
import io.polytomic.operator.core.sync.SchemaMember;
import io.polytomic.operator.core.sync.SyncDefinition;
import io.polytomic.operator.core.sync.SyncMember;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Request bodies. The API's PUT and PATCH forget what they are not told (notes.md §8 and §9), so everything that is to
 * stay is always sent: every field with its mask, every filter, every known schedule id.
 */
public final class BodyWriter {
    private BodyWriter() {}

    /**
     * {@code CreateBulkSyncRequest}: inactive, whatever the manifest says; it is activated after it was read back.
     *
     * @param stated what the manifest states; members it does not state are left to the API, except new fields: the API
     *     would open them unmasked
     * @param name the remote name
     * @param allSchemas true when the schemas are left out, which selects all
     */
    public static Map<String, Object> create(SyncDefinition stated, String name, boolean allSchemas) {
        var body = members(stated, null, true);
        body.put("name", name);
        body.put("active", false);
        body.putIfAbsent("automatically_add_new_fields", "none");
        body.putIfAbsent("destination_configuration", Map.of());
        if (!allSchemas) {
            var schemas = new ArrayList<Map<String, Object>>();
            stated.schemas().forEach((id, schema) -> schemas.add(configuration(id, schema, null)));
            body.put("schemas", schemas);
        }
        return body;
    }

    /**
     * {@code UpdateBulkSyncRequest}: a full replacement. The schemas that are on are always listed whole; when none is,
     * all are listed as off, because an older server reads a missing list as "all".
     *
     * @param target every member, from a read just made with the changes laid over it; all schemas that are to stay on
     *     must be complete
     */
    public static Map<String, Object> update(SyncDefinition target, RemoteSync remote, boolean active) {
        var body = members(target, remote, false);
        body.put("active", active);
        var schemas = new ArrayList<Map<String, Object>>();
        target.schemas().forEach((id, schema) -> {
            if (schema.complete()) {
                schemas.add(configuration(id, schema, remote.schemas().get(id)));
            }
        });
        if (schemas.isEmpty()) {
            target.schemas().keySet().forEach(id -> schemas.add(Map.of("id", id, "enabled", false)));
        }
        body.put("schemas", schemas);
        return body;
    }

    /** One item of {@code UpdateBulkSyncSchemasRequest}. */
    public static Map<String, Object> patch(String id, SchemaDefinition schema, SchemaRecord known) {
        var body = schemaMembers(id, schema, known, "");
        var fields = new ArrayList<Map<String, Object>>();
        schema.fields().forEach((fieldId, field) -> fields.add(field(fieldId, field, known, "obfuscated")));
        body.put("fields", fields);
        return body;
    }

    /** {@code UpdateBulkSyncErrorHandlingRequest}: only what the changes name. */
    public static Map<String, Object> errorHandling(SyncDefinition target, Set<SyncMember> changed) {
        var body = new LinkedHashMap<String, Object>();
        if (changed.contains(SyncMember.SUBSCRIBERS)) {
            body.put("subscribers", target.members().get(SyncMember.SUBSCRIBERS));
        }
        if (changed.contains(SyncMember.INGESTION_FAILURE_THRESHOLD)) {
            var threshold = target.members().get(SyncMember.INGESTION_FAILURE_THRESHOLD);
            put(body, "ingestion_failure_threshold", threshold == null ? Integer.valueOf(0) : threshold);
        }
        return body;
    }

    private static Map<String, Object> members(SyncDefinition sync, RemoteSync remote, boolean statedOnly) {
        var body = new LinkedHashMap<String, Object>();
        put(body, "name", sync.members().get(SyncMember.NAME));
        put(body, "mode", sync.members().get(SyncMember.MODE));
        put(body, "source_connection_id", sync.members().get(SyncMember.SOURCE_CONNECTION));
        put(body, "source_configuration", sync.members().get(SyncMember.SOURCE_CONFIGURATION));
        put(body, "destination_connection_id", sync.members().get(SyncMember.DESTINATION_CONNECTION));
        put(body, "destination_configuration", sync.members().get(SyncMember.DESTINATION_CONFIGURATION));
        put(body, "default_schedule", defaultSchedule(sync, remote));
        if (!statedOnly || sync.states(SyncMember.ADDITIONAL_SCHEDULES)) {
            body.put("additional_schedules", additionalSchedules(sync, remote));
        }
        put(body, "automatically_add_new_objects", sync.members().get(SyncMember.ADD_NEW_OBJECTS));
        put(body, "automatically_add_new_fields", sync.members().get(SyncMember.ADD_NEW_FIELDS));
        put(body, "normalize_names", sync.members().get(SyncMember.NORMALIZE_NAMES));
        put(body, "disable_record_timestamps", sync.members().get(SyncMember.DISABLE_RECORD_TIMESTAMPS));
        put(body, "concurrency_limit", sync.members().get(SyncMember.CONCURRENCY_LIMIT));
        put(body, "resync_concurrency_limit", sync.members().get(SyncMember.RESYNC_CONCURRENCY_LIMIT));
        put(body, "data_cutoff_timestamp", sync.members().get(SyncMember.DATA_CUTOFF));
        put(body, "policies", sync.members().get(SyncMember.POLICIES));
        return body;
    }

    private static Map<String, Object> defaultSchedule(SyncDefinition sync, RemoteSync remote) {
        if (!(sync.members().get(SyncMember.DEFAULT_SCHEDULE) instanceof Map<?, ?> schedule)) {
            return null;
        }
        var known = remote == null || remote.record().defaultSchedule() == null
                ? null
                : remote.record().defaultSchedule().id();
        return schedule(schedule, known, false);
    }

    /** Known ids go back with the schedules of equal content, so that the API keeps them instead of making new ones. */
    private static List<Map<String, Object>> additionalSchedules(SyncDefinition sync, RemoteSync remote) {
        var unused = new ArrayList<Schedule>(
                remote == null ? List.of() : remote.record().additionalSchedules());
        var result = new ArrayList<Map<String, Object>>();
        if (sync.members().get(SyncMember.ADDITIONAL_SCHEDULES) instanceof List<?> wanted) {
            for (var item : wanted) {
                var same = unused.stream()
                        .filter(known -> sameContent(item, known))
                        .findFirst();
                same.ifPresent(unused::remove);
                result.add(schedule((Map<?, ?>) item, same.map(Schedule::id).orElse(null), true));
            }
        }
        return result;
    }

    private static boolean sameContent(Object wanted, Schedule known) {
        return Form.SCHEDULES
                .canonical(List.of(wanted))
                .equals(Form.SCHEDULES.canonical(List.of(WireReader.schedule(known))));
    }

    private static Map<String, Object> schedule(Map<?, ?> schedule, String id, boolean additional) {
        var body = new LinkedHashMap<String, Object>();
        put(body, "id", id);
        put(body, "frequency", schedule.get("frequency"));
        put(body, "day_of_month", schedule.get("dayOfMonth"));
        put(body, "day_of_week", schedule.get("dayOfWeek"));
        put(body, "hour", schedule.get("hour"));
        put(body, "minute", schedule.get("minute"));
        put(body, "month", schedule.get("month"));
        if (additional) {
            put(body, "schemas", schedule.get("schemas"));
            put(body, "resync_mode", schedule.get("resyncMode"));
            put(body, "selective_mode", schedule.get("selectiveMode"));
        }
        return body;
    }

    /** {@code SchemaConfiguration}: the spelling of create and PUT of the sync. */
    private static Map<String, Object> configuration(String id, SchemaDefinition schema, SchemaRecord known) {
        var body = schemaMembers(id, schema, known, null);
        if (!schema.fields().isEmpty()) {
            var fields = new ArrayList<Map<String, Object>>();
            schema.fields().forEach((fieldId, field) -> fields.add(field(fieldId, field, known, "obfuscate")));
            body.put("fields", fields);
        }
        return body;
    }

    /**
     * @param known the schema as read, null at creation
     * @param cleared how this endpoint is told that a text is to be cleared
     */
    private static Map<String, Object> schemaMembers(
            String id, SchemaDefinition schema, SchemaRecord known, Object cleared) {
        var body = new LinkedHashMap<String, Object>();
        var members = schema.members();
        body.put("id", id);
        put(body, "enabled", members.get(SchemaMember.ENABLED));
        text(
                body,
                "partition_key",
                members.get(SchemaMember.PARTITION_KEY),
                known == null ? null : known.partitionKey(),
                cleared);
        text(
                body,
                "tracking_field",
                members.get(SchemaMember.TRACKING_FIELD),
                known == null ? null : known.trackingField(),
                cleared);
        text(
                body,
                "user_output_name",
                members.get(SchemaMember.USER_OUTPUT_NAME),
                known == null ? null : known.userOutputName(),
                "");
        text(
                body,
                "data_cutoff_timestamp",
                members.get(SchemaMember.DATA_CUTOFF),
                known == null ? null : known.dataCutoffTimestamp(),
                null);
        put(body, "disable_data_cutoff", members.get(SchemaMember.DISABLE_DATA_CUTOFF));
        boolean history = Boolean.TRUE.equals(members.get(SchemaMember.HISTORY_ENABLED));
        if (history || known != null && known.historyEnabled() != null) {
            body.put("history_enabled", history);
        }
        put(body, "filters", members.get(SchemaMember.FILTERS));
        return body;
    }

    /** @param known the schema as read, null at creation */
    private static Map<String, Object> field(String id, FieldDefinition field, SchemaRecord known, String maskWord) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", id);
        put(body, "enabled", field.members().get(FieldMember.ENABLED));
        put(body, maskWord, field.members().get(FieldMember.OBFUSCATE));
        text(body, "user_output_name", field.members().get(FieldMember.USER_OUTPUT_NAME), knownName(known, id), "");
        return body;
    }

    private static String knownName(SchemaRecord known, String fieldId) {
        if (known == null || known.fields() == null) {
            return null;
        }
        return known.fields().stream()
                .filter(field -> fieldId.equals(field.id()))
                .map(Field::userOutputName)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static void text(Map<String, Object> body, String name, Object value, String known, Object cleared) {
        boolean hasKnown = known != null && !known.isEmpty();
        if (value != null) {
            body.put(name, value);
        } else if (hasKnown) {
            body.put(name, cleared);
        }
    }

    private static void put(Map<String, Object> body, String name, Object value) {
        if (value != null) {
            body.put(name, written(value));
        }
    }

    /** Whole numbers are written as such: the canonical form of 10 is 1E+1, which the API does not take for an integer. */
    private static Object written(Object value) {
        if (value instanceof BigDecimal number) {
            return number.scale() < 0 ? number.setScale(0) : number;
        }
        if (value instanceof Map<?, ?> map) {
            var all = new LinkedHashMap<Object, Object>();
            map.forEach((name, item) -> all.put(name, written(item)));
            return all;
        }
        return value instanceof List<?> items
                ? items.stream().map(BodyWriter::written).collect(Collectors.toCollection(ArrayList::new))
                : value;
    }
}
