package io.polytomic.operator.controller.translate;

import io.polytomic.operator.client.wire.BulkSyncRecord;
import io.polytomic.operator.client.wire.Field;
import io.polytomic.operator.client.wire.Schedule;
import io.polytomic.operator.client.wire.SchemaRecord;
import io.polytomic.operator.core.sync.FieldDefinition;
import io.polytomic.operator.core.sync.FieldMember;
import io.polytomic.operator.core.sync.SchemaDefinition;
import io.polytomic.operator.core.sync.SchemaMember;
import io.polytomic.operator.core.sync.SyncDefinition;
import io.polytomic.operator.core.sync.SyncMember;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The API's answers as {@link SyncDefinition}, with the API's own defaults where an answer leaves a member out. */
public final class WireReader {
    private WireReader() {}

    public static SyncDefinition read(RemoteSync remote) {
        var members = members(remote.record());
        if (remote.errorHandling() != null) {
            members.put(SyncMember.SUBSCRIBERS, remote.errorHandling().subscribers());
            members.put(
                    SyncMember.INGESTION_FAILURE_THRESHOLD,
                    remote.errorHandling().ingestionFailureThreshold());
        }
        var schemas = new TreeMap<String, SchemaDefinition>();
        remote.schemas().forEach((id, schema) -> schemas.put(id, schema(schema)));
        return new SyncDefinition(members, schemas);
    }

    private static Map<SyncMember, Object> members(BulkSyncRecord r) {
        var m = new EnumMap<SyncMember, Object>(SyncMember.class);
        m.put(SyncMember.NAME, r.name());
        m.put(SyncMember.ACTIVE, r.active());
        m.put(SyncMember.MODE, r.mode());
        m.put(SyncMember.SOURCE_CONNECTION, r.sourceConnectionId());
        m.put(SyncMember.SOURCE_CONFIGURATION, r.sourceConfiguration());
        m.put(SyncMember.DESTINATION_CONNECTION, r.destinationConnectionId());
        m.put(SyncMember.DESTINATION_CONFIGURATION, r.destinationConfiguration());
        m.put(SyncMember.DEFAULT_SCHEDULE, r.defaultSchedule() == null ? null : schedule(r.defaultSchedule()));
        m.put(
                SyncMember.ADDITIONAL_SCHEDULES,
                r.additionalSchedules().stream().map(WireReader::schedule).toList());
        m.put(SyncMember.ADD_NEW_OBJECTS, orElse(r.automaticallyAddNewObjects(), "none"));
        m.put(SyncMember.ADD_NEW_FIELDS, orElse(r.automaticallyAddNewFields(), "all"));
        m.put(SyncMember.NORMALIZE_NAMES, orElse(r.normalizeNames(), "enabled"));
        m.put(SyncMember.DISABLE_RECORD_TIMESTAMPS, r.disableRecordTimestamps());
        m.put(SyncMember.CONCURRENCY_LIMIT, r.concurrencyLimit());
        m.put(SyncMember.RESYNC_CONCURRENCY_LIMIT, r.resyncConcurrencyLimit());
        m.put(SyncMember.DATA_CUTOFF, r.dataCutoffTimestamp());
        m.put(SyncMember.POLICIES, r.policies());
        return m;
    }

    /** The shape {@link io.polytomic.operator.core.sync.Form#SCHEDULES} reads. */
    static Map<String, Object> schedule(Schedule s) {
        var parts = new LinkedHashMap<String, Object>();
        parts.put("frequency", s.frequency());
        parts.put("dayOfMonth", s.dayOfMonth());
        parts.put("dayOfWeek", s.dayOfWeek());
        parts.put("hour", s.hour());
        parts.put("minute", s.minute());
        parts.put("month", s.month());
        parts.put("schemas", s.schemas());
        parts.put("resyncMode", s.resyncMode());
        parts.put("selectiveMode", s.selectiveMode());
        return parts;
    }

    /** A schema or field that does not say whether it is on counts as on: for masks that is the careful reading. */
    static SchemaDefinition schema(SchemaRecord r) {
        var m = new EnumMap<SchemaMember, Object>(SchemaMember.class);
        m.put(SchemaMember.ENABLED, !Boolean.FALSE.equals(r.enabled()));
        m.put(SchemaMember.PARTITION_KEY, r.partitionKey());
        m.put(SchemaMember.TRACKING_FIELD, r.trackingField());
        m.put(SchemaMember.USER_OUTPUT_NAME, r.userOutputName());
        m.put(SchemaMember.DATA_CUTOFF, r.dataCutoffTimestamp());
        m.put(SchemaMember.DISABLE_DATA_CUTOFF, r.disableDataCutoff());
        m.put(SchemaMember.HISTORY_ENABLED, r.historyEnabled());
        boolean complete = r.fields() != null;
        if (r.filters() != null || complete) {
            m.put(
                    SchemaMember.FILTERS,
                    r.filters() == null
                            ? List.of()
                            : r.filters().stream()
                                    .map(f -> FilterShape.of(f.fieldId(), f.function(), f.value()))
                                    .toList());
        }
        var fields = new TreeMap<String, FieldDefinition>();
        if (complete) {
            r.fields().forEach(field -> fields.put(field.id(), field(field)));
        }
        return new SchemaDefinition(m, fields, complete);
    }

    private static FieldDefinition field(Field f) {
        var m = new EnumMap<FieldMember, Object>(FieldMember.class);
        m.put(FieldMember.ENABLED, !Boolean.FALSE.equals(f.enabled()));
        m.put(FieldMember.OBFUSCATE, f.obfuscated());
        m.put(FieldMember.USER_OUTPUT_NAME, f.userOutputName());
        return new FieldDefinition(m);
    }

    private static String orElse(String word, String whenAbsent) {
        return word == null || word.isEmpty() ? whenAbsent : word;
    }
}
