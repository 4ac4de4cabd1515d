package io.polytomic.operator.controller.engine;

import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.wire.BulkSyncRecord;
import io.polytomic.operator.client.wire.ErrorHandlingRecord;
import io.polytomic.operator.client.wire.Field;
import io.polytomic.operator.client.wire.SchemaRecord;
import io.polytomic.operator.controller.translate.RemoteSync;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.sync.DesiredSync;
import io.polytomic.operator.core.sync.DesiredSync.Selection;
import io.polytomic.operator.core.sync.SyncMember;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Reads a remote sync, as much of it as the manifest speaks of. Never writes. What an answer leaves out that another one
 * told a moment ago is not gone: such a reading is refused, since masks and the whole selection are written from it.
 */
final class Observer {
    private static final String ONE_SCHEMA = "GET /api/bulk/syncs/{id}/schemas/{schema_id}";

    private Observer() {}

    /** Without the error handling. Empty when the API itself says that the sync does not exist. */
    static Optional<RemoteSync> observe(PolytomicApi api, String syncId, DesiredSync desired) {
        return observe(api, syncId, desired, Map.of());
    }

    /** @param fresh schemas that were read a moment ago and are not read again, unless the list shows that they moved */
    static Optional<RemoteSync> observe(
            PolytomicApi api, String syncId, DesiredSync desired, Map<String, SchemaRecord> fresh) {
        return observe(
                api,
                syncId,
                desired,
                listed -> fresh.containsKey(listed.id())
                                && Objects.equals(fresh.get(listed.id()).enabled(), listed.enabled())
                        ? fresh.get(listed.id())
                        : whole(api, syncId, listed.id()));
    }

    /** What can be read of it, when a single schema cannot: that one stays as the list tells it. */
    static Optional<RemoteSync> readable(PolytomicApi api, String syncId, DesiredSync desired) {
        return observe(api, syncId, desired, listed -> {
            try {
                return whole(api, syncId, listed.id());
            } catch (ApiException unread) {
                return listed;
            }
        });
    }

    /** True when a single schema could not be read, which says nothing about the others. */
    static boolean isOfOneSchema(ApiException e) {
        return ONE_SCHEMA.equals(e.operation());
    }

    private static Optional<RemoteSync> observe(
            PolytomicApi api, String syncId, DesiredSync desired, UnaryOperator<SchemaRecord> read) {
        BulkSyncRecord record;
        try {
            record = api.getBulkSync(syncId);
        } catch (ApiException.Missing missing) {
            if (missing.saidByApi()) {
                return Optional.empty();
            }
            throw missing;
        }
        var schemas = new TreeMap<String, SchemaRecord>();
        if (speaksOfSchemas(desired)) {
            schemas.putAll(list(api, syncId));
            schemas.replaceAll((id, schema) -> isWorthReading(desired, schema) ? read.apply(schema) : schema);
        }
        return Optional.of(new RemoteSync(record, schemas, null));
    }

    /** The same with its error handling, when the manifest speaks of it: a route of its own, with rights of its own. */
    static RemoteSync withErrorHandling(PolytomicApi api, RemoteSync remote, DesiredSync desired) {
        return new RemoteSync(
                remote.record(),
                remote.schemas(),
                errorHandling(api, remote.record().id(), desired));
    }

    /** These schemas in full, whatever the manifest says of them: what is about to be written must be known. */
    static RemoteSync withSchemas(PolytomicApi api, RemoteSync remote, Collection<String> ids) {
        var read = new TreeMap<String, SchemaRecord>();
        ids.forEach(id -> {
            var now = whole(api, remote.record().id(), id);
            refuseLess(
                    "fields of schema " + id,
                    fieldIds(now),
                    fieldIds(remote.schemas().get(id)));
            read.put(id, now);
        });
        return remote.withSchemas(read);
    }

    /** What the list does not tell is known of this one. */
    static boolean isReadInFull(SchemaRecord schema) {
        return schema.fields() != null;
    }

    /** Masks cannot be seen in an answer that says nothing of fields. */
    private static SchemaRecord whole(PolytomicApi api, String syncId, String id) {
        var schema = api.getSchema(syncId, id);
        if (schema.fields() == null) {
            throw new ApiException.Unreadable(
                    ONE_SCHEMA,
                    "The answer about schema %s says nothing of its fields; it is read again.".formatted(id));
        }
        return schema;
    }

    private static Set<String> fieldIds(SchemaRecord schema) {
        return schema == null || schema.fields() == null
                ? Set.of()
                : schema.fields().stream().map(Field::id).collect(Collectors.toSet());
    }

    private static void refuseLess(String what, Set<String> now, Set<String> before) {
        if (!now.containsAll(before)) {
            throw Stop.waiting(
                    Reason.API_UNAVAILABLE,
                    "An answer lacks %s that another one told a moment ago; nothing is written from it."
                            .formatted(what),
                    Duration.ofSeconds(10));
        }
    }

    /** All schemas by id, for writing the whole selection: nothing that was there before may be missing. */
    static SortedMap<String, SchemaRecord> wholeList(PolytomicApi api, RemoteSync remote) {
        var syncId = remote.record().id();
        var before = remote.schemas().isEmpty() ? list(api, syncId) : remote.schemas();
        var now = list(api, syncId);
        refuseLess("schemas", now.keySet(), before.keySet());
        return now;
    }

    /** All schemas of a sync by id, as the list tells them: fields and filters are not known from it. */
    static SortedMap<String, SchemaRecord> list(PolytomicApi api, String syncId) {
        var schemas = new TreeMap<String, SchemaRecord>();
        api.listSchemas(syncId).forEach(schema -> schemas.put(schema.id(), listed(schema)));
        return schemas;
    }

    private static boolean speaksOfSchemas(DesiredSync desired) {
        return desired.selection() != Selection.UNMANAGED
                || !desired.stated().schemas().isEmpty()
                || !desired.maskRules().isEmpty();
    }

    private static boolean isWorthReading(DesiredSync desired, SchemaRecord schema) {
        boolean on = !Boolean.FALSE.equals(schema.enabled());
        var stated = desired.stated().schemas().get(schema.id());
        boolean wanted = stated != null ? stated.isEnabled() : desired.selection() == Selection.ALL;
        return (on || wanted || stated != null) && desired.speaksOfInside(schema.id());
    }

    /** Some servers put members into the list that others leave out (notes.md §9); only the single read is believed. */
    private static SchemaRecord listed(SchemaRecord s) {
        return new SchemaRecord(
                s.id(),
                s.enabled(),
                s.partitionKey(),
                s.trackingField(),
                s.userOutputName(),
                s.outputName(),
                s.dataCutoffTimestamp(),
                s.disableDataCutoff(),
                s.historyEnabled(),
                null,
                null);
    }

    private static ErrorHandlingRecord errorHandling(PolytomicApi api, String syncId, DesiredSync desired) {
        boolean stated = desired.stated().states(SyncMember.SUBSCRIBERS)
                || desired.stated().states(SyncMember.INGESTION_FAILURE_THRESHOLD);
        if (!stated) {
            return null;
        }
        try {
            return api.getErrorHandling(syncId);
        } catch (ApiException.Missing olderServer) {
            throw Stop.stalled(
                    Reason.NOT_ACCEPTED,
                    "errorHandling: this server has no error handling of bulk syncs; remove errorHandling from the"
                            + " manifest or update the server.");
        }
    }
}
