package io.polytomic.operator.controller.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.polytomic.operator.api.v1alpha1.AdditionalSchedule;
import io.polytomic.operator.api.v1alpha1.BulkSyncSpec;
import io.polytomic.operator.api.v1alpha1.ConnectionSpec;
import io.polytomic.operator.api.v1alpha1.DefaultSchedule;
import io.polytomic.operator.api.v1alpha1.FieldSpec;
import io.polytomic.operator.api.v1alpha1.Filter;
import io.polytomic.operator.api.v1alpha1.SchemaSpec;
import io.polytomic.operator.core.sync.DesiredSync;
import io.polytomic.operator.core.sync.DesiredSync.Selection;
import io.polytomic.operator.core.sync.FieldDefinition;
import io.polytomic.operator.core.sync.FieldMember;
import io.polytomic.operator.core.sync.Impact;
import io.polytomic.operator.core.sync.MaskRule;
import io.polytomic.operator.core.sync.SchemaDefinition;
import io.polytomic.operator.core.sync.SchemaMember;
import io.polytomic.operator.core.sync.SyncDefinition;
import io.polytomic.operator.core.sync.SyncMember;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A manifest as {@link DesiredSync}: what is stated, and nothing else. */
public final class ManifestReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ManifestReader() {}

    /**
     * @param sourceId id of the source connection, resolved when the manifest gives a name; null when not stated
     * @param destinationId likewise
     */
    public static DesiredSync read(BulkSyncSpec spec, String sourceId, String destinationId) {
        var schemas = new TreeMap<String, SchemaDefinition>();
        var unlistedFields = new HashMap<String, Boolean>();
        for (var schema : orEmpty(spec.schemas())) {
            schemas.put(schema.id(), schema(schema));
            unlistedFields.put(schema.id(), "Disable".equals(schema.unlistedFields()));
        }
        var rules = orEmpty(spec.maskRules()).stream()
                .map(rule -> new MaskRule(rule.schemas(), rule.fields()))
                .toList();
        var stated = new SyncDefinition(members(spec, sourceId, destinationId), schemas);
        return new DesiredSync(stated, selection(spec), unlistedFields, rules);
    }

    /** The impacts that need a person's yes; {@code All} stands for every one. */
    public static Set<Impact> requiredApprovals(BulkSyncSpec spec) {
        var words = spec.requireApprovalForOrDefault();
        var required = EnumSet.noneOf(Impact.class);
        for (var impact : Impact.values()) {
            if (words.contains(impact.word()) || words.contains(BulkSyncSpec.APPROVE_ALL)) {
                required.add(impact);
            }
        }
        return required;
    }

    private static Selection selection(BulkSyncSpec spec) {
        if (Boolean.TRUE.equals(spec.allSchemas())) {
            return Selection.ALL;
        }
        boolean disables = BulkSyncSpec.UNLISTED_DISABLE.equals(spec.unlistedSchemasOrDefault());
        return spec.schemas() != null && disables ? Selection.LISTED_ONLY : Selection.UNMANAGED;
    }

    private static Map<SyncMember, Object> members(BulkSyncSpec spec, String sourceId, String destinationId) {
        var m = new Stated<>(new EnumMap<SyncMember, Object>(SyncMember.class));
        m.put(SyncMember.NAME, spec.name());
        m.put(SyncMember.ACTIVE, spec.active());
        m.put(SyncMember.MODE, spec.mode());
        m.put(SyncMember.SOURCE_CONNECTION, sourceId);
        m.put(SyncMember.SOURCE_CONFIGURATION, configuration(spec.source()));
        m.put(SyncMember.DESTINATION_CONNECTION, destinationId);
        m.put(SyncMember.DESTINATION_CONFIGURATION, configuration(spec.destination()));
        m.put(SyncMember.DEFAULT_SCHEDULE, schedule(spec.defaultSchedule()));
        m.put(
                SyncMember.ADDITIONAL_SCHEDULES,
                spec.additionalSchedules() == null
                        ? null
                        : spec.additionalSchedules().stream()
                                .map(ManifestReader::schedule)
                                .toList());
        m.put(SyncMember.ADD_NEW_OBJECTS, spec.automaticallyAddNewObjects());
        m.put(SyncMember.ADD_NEW_FIELDS, spec.automaticallyAddNewFields());
        m.put(SyncMember.NORMALIZE_NAMES, spec.normalizeNames());
        m.put(SyncMember.DISABLE_RECORD_TIMESTAMPS, spec.disableRecordTimestamps());
        m.put(SyncMember.CONCURRENCY_LIMIT, spec.concurrencyLimit());
        m.put(SyncMember.RESYNC_CONCURRENCY_LIMIT, spec.resyncConcurrencyLimit());
        m.put(SyncMember.DATA_CUTOFF, spec.dataCutoffTimestamp());
        m.put(SyncMember.POLICIES, spec.policies());
        if (spec.errorHandling() != null) {
            m.put(SyncMember.SUBSCRIBERS, spec.errorHandling().subscribers());
            m.put(SyncMember.INGESTION_FAILURE_THRESHOLD, spec.errorHandling().ingestionFailureThreshold());
        }
        return m.values();
    }

    private static Object configuration(ConnectionSpec connection) {
        return connection == null ? null : plain(connection.configuration());
    }

    private static SchemaDefinition schema(SchemaSpec spec) {
        var m = new Stated<>(new EnumMap<SchemaMember, Object>(SchemaMember.class));
        m.put(SchemaMember.ENABLED, spec.enabled() == null || spec.enabled());
        m.put(SchemaMember.PARTITION_KEY, spec.partitionKey());
        m.put(SchemaMember.TRACKING_FIELD, spec.trackingField());
        m.put(SchemaMember.USER_OUTPUT_NAME, spec.userOutputName());
        m.put(SchemaMember.DATA_CUTOFF, spec.dataCutoffTimestamp());
        m.put(SchemaMember.DISABLE_DATA_CUTOFF, spec.disableDataCutoff());
        m.put(SchemaMember.HISTORY_ENABLED, spec.historyEnabled());
        m.put(
                SchemaMember.FILTERS,
                spec.filters() == null
                        ? null
                        : spec.filters().stream().map(ManifestReader::filter).toList());
        var fields = new TreeMap<String, FieldDefinition>();
        orEmpty(spec.fields()).forEach(field -> fields.put(field.id(), field(field)));
        return new SchemaDefinition(m.values(), fields, true);
    }

    private static FieldDefinition field(FieldSpec spec) {
        var m = new Stated<>(new EnumMap<FieldMember, Object>(FieldMember.class));
        m.put(FieldMember.ENABLED, spec.enabled());
        m.put(FieldMember.OBFUSCATE, spec.obfuscate());
        m.put(FieldMember.USER_OUTPUT_NAME, spec.userOutputName());
        return new FieldDefinition(m.values());
    }

    private static Map<String, Object> filter(Filter filter) {
        return FilterShape.of(filter.fieldId(), filter.function(), plain(filter.value()));
    }

    private static Map<String, Object> schedule(DefaultSchedule s) {
        if (s == null) {
            return null;
        }
        var parts = new LinkedHashMap<String, Object>();
        parts.put("frequency", s.frequency());
        parts.put("dayOfMonth", text(s.dayOfMonth()));
        parts.put("dayOfWeek", text(s.dayOfWeek()));
        parts.put("hour", text(s.hour()));
        parts.put("minute", text(s.minute()));
        parts.put("month", text(s.month()));
        return parts;
    }

    private static Map<String, Object> schedule(AdditionalSchedule s) {
        var parts = new LinkedHashMap<String, Object>();
        parts.put("frequency", s.frequency());
        parts.put("dayOfMonth", text(s.dayOfMonth()));
        parts.put("dayOfWeek", text(s.dayOfWeek()));
        parts.put("hour", text(s.hour()));
        parts.put("minute", text(s.minute()));
        parts.put("month", text(s.month()));
        parts.put("schemas", s.schemas());
        parts.put("resyncMode", s.resyncMode());
        parts.put("selectiveMode", s.selectiveMode());
        return parts;
    }

    private static String text(IntOrString part) {
        return part == null || part.getValue() == null ? null : part.getValue().toString();
    }

    /** JSON nodes inside become plain Java values, the only ones the vocabulary knows. */
    private static Object plain(Object value) {
        if (value == null) {
            return null;
        }
        JsonNode node = value instanceof JsonNode n ? n : JSON.valueToTree(value);
        return JSON.convertValue(node, Object.class);
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }

    /** Collects only what is stated: null means that the manifest does not speak of the member. */
    private record Stated<K>(Map<K, Object> values) {
        void put(K member, Object value) {
            if (value != null) {
                values.put(member, value);
            }
        }
    }
}
