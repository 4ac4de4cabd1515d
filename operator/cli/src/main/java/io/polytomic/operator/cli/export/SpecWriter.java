package io.polytomic.operator.cli.export;

import io.polytomic.operator.api.v1alpha1.BulkSyncSpec;
import io.polytomic.operator.core.sync.FieldDefinition;
import io.polytomic.operator.core.sync.FieldMember;
import io.polytomic.operator.core.sync.SchemaDefinition;
import io.polytomic.operator.core.sync.SchemaMember;
import io.polytomic.operator.core.sync.SyncDefinition;
import io.polytomic.operator.core.sync.SyncMember;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A live sync as the spec of a BulkSync. It states what creating it anew would not give by itself, or everything with
 * {@code full}; an empty value is stated only in full, where it says that the member is to stay empty.
 */
final class SpecWriter {
    /** What the operator and the API give a new sync that says nothing of these. */
    private static final Map<SyncMember, Object> AT_CREATION = Map.of(
            SyncMember.ACTIVE, true,
            SyncMember.ADD_NEW_OBJECTS, "none",
            SyncMember.ADD_NEW_FIELDS, "none",
            SyncMember.NORMALIZE_NAMES, "enabled",
            SyncMember.DISABLE_RECORD_TIMESTAMPS, false);

    private final SyncDefinition sync;
    private final Function<String, String> connectionName;
    private final boolean full;
    private final Consumer<String> leftOut;

    /** @param connectionName the name of a connection id where it is the only one of that name, null otherwise */
    SpecWriter(SyncDefinition sync, Function<String, String> connectionName, boolean full, Consumer<String> leftOut) {
        this.sync = sync;
        this.connectionName = connectionName;
        this.full = full;
        this.leftOut = leftOut;
    }

    Map<String, Object> write(String syncId) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("syncId", syncId);
        spec.put("name", sync.members().get(SyncMember.NAME));
        put(spec, "active", SyncMember.ACTIVE, null);
        spec.put("mode", sync.members().get(SyncMember.MODE));
        spec.put("source", end(SyncMember.SOURCE_CONNECTION, SyncMember.SOURCE_CONFIGURATION, "source"));
        spec.put(
                "destination",
                end(SyncMember.DESTINATION_CONNECTION, SyncMember.DESTINATION_CONFIGURATION, "destination"));
        if (sync.members().get(SyncMember.DEFAULT_SCHEDULE) instanceof Map<?, ?> schedule) {
            spec.put("defaultSchedule", schedule(schedule));
        }
        schedules(spec);
        put(spec, "automaticallyAddNewObjects", SyncMember.ADD_NEW_OBJECTS, null);
        put(spec, "automaticallyAddNewFields", SyncMember.ADD_NEW_FIELDS, null);
        put(spec, "normalizeNames", SyncMember.NORMALIZE_NAMES, null);
        put(spec, "disableRecordTimestamps", SyncMember.DISABLE_RECORD_TIMESTAMPS, null);
        put(spec, "concurrencyLimit", SyncMember.CONCURRENCY_LIMIT, 0);
        put(spec, "resyncConcurrencyLimit", SyncMember.RESYNC_CONCURRENCY_LIMIT, 0);
        put(spec, "dataCutoffTimestamp", SyncMember.DATA_CUTOFF, "");
        put(spec, "policies", SyncMember.POLICIES, List.of());
        errorHandling(spec);
        schemas(spec);
        spec.values().removeIf(Objects::isNull);
        return spec;
    }

    private void put(Map<String, Object> spec, String name, SyncMember member, Object whenEmpty) {
        var value = sync.members().get(member);
        boolean empty = value == null || value instanceof List<?> list && list.isEmpty();
        if (empty ? full && whenEmpty != null : full || !value.equals(AT_CREATION.get(member))) {
            spec.put(name, empty ? whenEmpty : Settings.plain(value));
        }
    }

    private Map<String, Object> end(SyncMember connection, SyncMember configuration, String path) {
        var end = new LinkedHashMap<String, Object>();
        var id = sync.text(connection);
        var name = id == null ? null : connectionName.apply(id);
        if (name != null) {
            end.put("connectionName", name);
        } else {
            end.put("connectionId", id);
        }
        if (sync.members().get(configuration) instanceof Map<?, ?> map) {
            var settings = Settings.of(
                    map,
                    "spec." + path + ".configuration",
                    at -> leftOut.accept(at + " holds or may hold a secret; it stays as it is at Polytomic."));
            if (!settings.isEmpty()) {
                end.put("configuration", settings);
            }
        }
        return end;
    }

    /** The canonical form holds only the parts that matter for the frequency. */
    private static Map<String, Object> schedule(Map<?, ?> canonical) {
        var schedule = new LinkedHashMap<String, Object>();
        for (var part : List.of("frequency", "dayOfMonth", "dayOfWeek", "hour", "minute", "month")) {
            if (canonical.get(part) != null) {
                schedule.put(part, number(canonical.get(part).toString()));
            }
        }
        return schedule;
    }

    private static Object number(String text) {
        return text.matches("0|[1-9][0-9]{0,8}") ? (Object) Integer.valueOf(text) : text;
    }

    private void schedules(Map<String, Object> spec) {
        var schedules = new ArrayList<Map<String, Object>>();
        if (sync.members().get(SyncMember.ADDITIONAL_SCHEDULES) instanceof List<?> items) {
            for (var item : items) {
                var canonical = (Map<?, ?>) item;
                var schedule = schedule(canonical);
                if (canonical.get("schemas") instanceof List<?> ids && (full || !ids.isEmpty())) {
                    schedule.put("schemas", new ArrayList<>(ids));
                }
                word(schedule, "resyncMode", canonical.get("resyncMode"), "normal");
                word(schedule, "selectiveMode", canonical.get("selectiveMode"), "none");
                schedules.add(schedule);
            }
        }
        if (full || !schedules.isEmpty()) {
            spec.put("additionalSchedules", schedules);
        }
    }

    private void word(Map<String, Object> schedule, String name, Object value, String usual) {
        if (value != null && (full || !usual.equals(value))) {
            schedule.put(name, value);
        }
    }

    private void errorHandling(Map<String, Object> spec) {
        if (!sync.states(SyncMember.SUBSCRIBERS)) {
            return;
        }
        var handling = new LinkedHashMap<String, Object>();
        put(handling, "subscribers", SyncMember.SUBSCRIBERS, List.of());
        put(handling, "ingestionFailureThreshold", SyncMember.INGESTION_FAILURE_THRESHOLD, 0);
        if (!handling.isEmpty()) {
            spec.put("errorHandling", handling);
        }
    }

    private void schemas(Map<String, Object> spec) {
        var schemas = new ArrayList<Map<String, Object>>();
        sync.schemas().forEach((id, schema) -> {
            if (full || schema.isEnabled()) {
                schemas.add(schema(id, schema));
            }
        });
        if (schemas.isEmpty()) {
            return;
        }
        boolean discovers = !"none".equals(sync.text(SyncMember.ADD_NEW_OBJECTS));
        if (discovers) {
            spec.put("unlistedSchemas", BulkSyncSpec.UNLISTED_IGNORE);
        }
        spec.put("schemas", schemas);
    }

    private Map<String, Object> schema(String id, SchemaDefinition schema) {
        var item = new LinkedHashMap<String, Object>();
        item.put("id", id);
        if (full || !schema.isEnabled()) {
            item.put("enabled", schema.isEnabled());
        }
        text(item, "partitionKey", schema, SchemaMember.PARTITION_KEY);
        text(item, "trackingField", schema, SchemaMember.TRACKING_FIELD);
        text(item, "userOutputName", schema, SchemaMember.USER_OUTPUT_NAME);
        text(item, "dataCutoffTimestamp", schema, SchemaMember.DATA_CUTOFF);
        flag(item, "disableDataCutoff", schema.members().get(SchemaMember.DISABLE_DATA_CUTOFF));
        flag(item, "historyEnabled", schema.members().get(SchemaMember.HISTORY_ENABLED));
        filters(item, schema.members().get(SchemaMember.FILTERS));
        var fields = new ArrayList<Map<String, Object>>();
        schema.fields().forEach((fieldId, field) -> field(fieldId, field, fields));
        if (!fields.isEmpty()) {
            item.put("fields", fields);
        }
        return item;
    }

    private void text(Map<String, Object> item, String name, SchemaDefinition schema, SchemaMember member) {
        var value = schema.members().get(member);
        if (full || value != null) {
            item.put(name, value == null ? "" : value);
        }
    }

    private void flag(Map<String, Object> item, String name, Object value) {
        if (full || Boolean.TRUE.equals(value)) {
            item.put(name, Boolean.TRUE.equals(value));
        }
    }

    private void filters(Map<String, Object> item, Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty() && !full) {
            return;
        }
        var filters = new ArrayList<Map<String, Object>>();
        for (var each : list) {
            var canonical = (Map<?, ?>) each;
            var filter = new LinkedHashMap<String, Object>();
            filter.put("fieldId", canonical.get("field_id"));
            filter.put("function", canonical.get("function"));
            filter.put("value", Settings.plain(canonical.get("value")));
            filter.values().removeIf(Objects::isNull);
            filters.add(filter);
        }
        item.put("filters", filters);
    }

    private void field(String id, FieldDefinition field, List<Map<String, Object>> fields) {
        var item = new LinkedHashMap<String, Object>();
        item.put("id", id);
        if (full || !field.is(FieldMember.ENABLED)) {
            item.put("enabled", field.is(FieldMember.ENABLED));
        }
        flag(item, "obfuscate", field.members().get(FieldMember.OBFUSCATE));
        var output = field.members().get(FieldMember.USER_OUTPUT_NAME);
        if (full || output != null) {
            item.put("userOutputName", output == null ? "" : output);
        }
        if (item.keySet().equals(Set.of("id"))) {
            return;
        }
        fields.add(item);
    }
}
