package io.polytomic.operator.client.http;

import static io.polytomic.operator.client.http.Json.bool;
import static io.polytomic.operator.client.http.Json.list;
import static io.polytomic.operator.client.http.Json.map;
import static io.polytomic.operator.client.http.Json.object;
import static io.polytomic.operator.client.http.Json.plain;
import static io.polytomic.operator.client.http.Json.text;
import static io.polytomic.operator.client.http.Json.texts;
import static io.polytomic.operator.client.http.Json.whole;
import static io.polytomic.operator.client.http.Json.wholeInt;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.client.wire.Actor;
import io.polytomic.operator.client.wire.BatchStatus;
import io.polytomic.operator.client.wire.BulkSyncRecord;
import io.polytomic.operator.client.wire.ConnectionRecord;
import io.polytomic.operator.client.wire.DestinationInfo;
import io.polytomic.operator.client.wire.ErrorHandlingRecord;
import io.polytomic.operator.client.wire.EventRecord;
import io.polytomic.operator.client.wire.Execution;
import io.polytomic.operator.client.wire.Field;
import io.polytomic.operator.client.wire.Filter;
import io.polytomic.operator.client.wire.Identity;
import io.polytomic.operator.client.wire.Ingestion;
import io.polytomic.operator.client.wire.LogEntry;
import io.polytomic.operator.client.wire.Schedule;
import io.polytomic.operator.client.wire.SchemaCacheStatus;
import io.polytomic.operator.client.wire.SchemaExecution;
import io.polytomic.operator.client.wire.SchemaRecord;
import io.polytomic.operator.client.wire.SourceInfo;
import io.polytomic.operator.client.wire.SourceSchema;
import io.polytomic.operator.client.wire.SyncStatusRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** JSON object to wire record, one method a record, members in the record's order under the API's names. */
final class Wire {
    private static final int ID_LIMIT = 512;

    private Wire() {}

    static Identity identity(JsonNode n, Instant serverTime) {
        return new Identity(
                id(n, "organization_id"), text(n, "organization_name"), id(n, "id"), bool(n, "is_user"), serverTime);
    }

    static BulkSyncRecord bulkSync(JsonNode n) {
        return new BulkSyncRecord(
                id(n, "id"),
                text(n, "name"),
                bool(n, "active"),
                text(n, "mode"),
                id(n, "source_connection_id"),
                map(n.path("source_configuration")),
                id(n, "destination_connection_id"),
                map(n.path("destination_configuration")),
                object(n.path("default_schedule"), Wire::schedule),
                list(n.path("additional_schedules"), Wire::schedule),
                text(n, "automatically_add_new_objects"),
                text(n, "automatically_add_new_fields"),
                text(n, "normalize_names"),
                bool(n, "disable_record_timestamps"),
                wholeInt(n, "concurrency_limit"),
                wholeInt(n, "resync_concurrency_limit"),
                text(n, "data_cutoff_timestamp"),
                texts(n.path("policies")),
                id(n, "organization_id"),
                text(n, "created_at"),
                object(n.path("created_by"), Wire::actor),
                text(n, "updated_at"),
                object(n.path("updated_by"), Wire::actor));
    }

    private static Schedule schedule(JsonNode n) {
        return new Schedule(
                id(n, "id"),
                text(n, "frequency"),
                text(n, "day_of_month"),
                text(n, "day_of_week"),
                text(n, "hour"),
                text(n, "minute"),
                text(n, "month"),
                text(n, "resync_mode"),
                texts(n.path("schemas")),
                text(n, "selective_mode"));
    }

    private static Actor actor(JsonNode n) {
        return new Actor(text(n, "id"), text(n, "name"), text(n, "type"));
    }

    static ErrorHandlingRecord errorHandling(JsonNode n) {
        return new ErrorHandlingRecord(whole(n, "ingestion_failure_threshold"), texts(n.path("subscribers")));
    }

    static SchemaRecord schema(JsonNode n) {
        return new SchemaRecord(
                id(n, "id"),
                bool(n, "enabled"),
                text(n, "partition_key"),
                text(n, "tracking_field"),
                text(n, "user_output_name"),
                text(n, "output_name"),
                text(n, "data_cutoff_timestamp"),
                bool(n, "disable_data_cutoff"),
                bool(n, "history_enabled"),
                toldList(n, "filters", Wire::filter),
                toldList(n, "fields", Wire::field));
    }

    /** An id that can be used: neither blank nor longer than any id is; null otherwise. */
    static String id(JsonNode n, String name) {
        return id(text(n, name));
    }

    /** Null for what cannot be an id. */
    static String id(String id) {
        return id == null || id.isBlank() || id.length() > ID_LIMIT ? null : id;
    }

    /** Null when there is no such member; a null one was told, and means none. */
    private static <T> List<T> toldList(JsonNode n, String name, Function<JsonNode, T> item) {
        return n.has(name) && n.path(name).isNull() ? List.of() : list(n.path(name), item);
    }

    private static Filter filter(JsonNode n) {
        return new Filter(text(n, "field_id"), text(n, "function"), plain(n.path("value")));
    }

    private static Field field(JsonNode n) {
        return new Field(
                id(n, "id"),
                bool(n, "enabled"),
                bool(n, "obfuscated"),
                text(n, "output_name"),
                text(n, "user_output_name"));
    }

    static SyncStatusRecord status(JsonNode n) {
        return new SyncStatusRecord(
                object(n.path("current_execution"), Wire::execution),
                object(n.path("last_execution"), Wire::execution),
                text(n, "next_execution_time"),
                object(n.path("ingestion_status"), Wire::ingestion));
    }

    private static Ingestion ingestion(JsonNode n) {
        return new Ingestion(
                bool(n, "enabled"),
                text(n, "status"),
                bool(n, "is_running"),
                text(n, "highwater_mark"),
                text(n, "position"),
                text(n, "position_time"),
                text(n, "status_message"));
    }

    static Execution execution(JsonNode n) {
        return new Execution(
                id(n, "id"),
                text(n, "status"),
                text(n, "status_message"),
                text(n, "type"),
                text(n, "fetch_mode"),
                bool(n, "is_partial"),
                bool(n, "is_resync"),
                bool(n, "is_test"),
                text(n, "output_disposition"),
                text(n, "created_at"),
                text(n, "started_at"),
                text(n, "completed_at"),
                text(n, "updated_at"),
                whole(n, "record_count"),
                whole(n, "error_count"),
                whole(n, "warning_count"),
                schemaExecutions(n));
    }

    private static List<SchemaExecution> schemaExecutions(JsonNode n) {
        return told(list(n.path("schemas"), Wire::schemaExecution), SchemaExecution::schema);
    }

    /** Those with an id: one odd item never costs a whole list, and nothing can be done with it. */
    static <T> List<T> told(List<T> items, Function<T, String> id) {
        return items == null
                ? List.of()
                : items.stream().filter(item -> id.apply(item) != null).toList();
    }

    private static SchemaExecution schemaExecution(JsonNode n) {
        return new SchemaExecution(
                id(n, "schema"),
                id(n, "execution_id"),
                text(n, "output_name"),
                text(n, "status"),
                text(n, "status_message"),
                text(n, "started_at"),
                text(n, "completed_at"),
                whole(n, "record_count"),
                whole(n, "error_count"),
                whole(n, "warning_count"));
    }

    /** {@code nextExecutionTime} is camelCase here and only here (notes.md §6). */
    static BatchStatus batchStatus(JsonNode n) {
        return new BatchStatus(id(n, "sync_id"), text(n, "status"), text(n, "nextExecutionTime"), schemaExecutions(n));
    }

    static LogEntry logEntry(JsonNode n) {
        return new LogEntry(text(n, "id"), text(n, "level"), text(n, "message"), text(n, "timestamp"));
    }

    /** The configuration is not read. */
    static ConnectionRecord connection(JsonNode n) {
        return new ConnectionRecord(
                id(n, "id"), text(n, "name"), text(n.path("type"), "id"), text(n, "status"), id(n, "organization_id"));
    }

    static SourceInfo source(JsonNode n) {
        return new SourceInfo(list(n.path("schemas"), Wire::sourceSchema));
    }

    private static SourceSchema sourceSchema(JsonNode n) {
        return new SourceSchema(id(n, "id"), text(n, "name"), ids(n.path("fields")));
    }

    static DestinationInfo destination(JsonNode n) {
        return new DestinationInfo(
                ids(n.path("modes")),
                texts(n.path("supported_resync_modes")),
                bool(n, "supports_history_mode"),
                n.path("configuration"));
    }

    private static List<String> ids(JsonNode array) {
        List<String> ids = new ArrayList<>();
        for (JsonNode item : array) {
            String id = text(item, "id");
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    static SchemaCacheStatus schemaCache(JsonNode n) {
        return new SchemaCacheStatus(
                text(n, "cache_status"), text(n, "last_refresh_started"), text(n, "last_refresh_finished"));
    }

    static EventRecord event(JsonNode n) {
        JsonNode event = n.path("event");
        return new EventRecord(
                id(n, "id"),
                text(n, "type"),
                text(n, "created_at"),
                id(event, "sync_id"),
                id(event, "execution_id"),
                text(event, "trigger_source"),
                text(event.path("schedule"), "id"),
                text(event.path("schedule"), "frequency"));
    }
}
