package io.polytomic.operator.core.sync;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a manifest wants: the stated members, and the rules that say something about members nobody listed.
 *
 * @param stated what is written in the manifest, connection names already resolved to ids
 * @param selection which schemas are on besides the listed ones
 * @param unlistedFields by schema id: true when fields that are not listed are switched off
 * @param maskRules see {@link MaskRule}
 */
public record DesiredSync(
        SyncDefinition stated, Selection selection, Map<String, Boolean> unlistedFields, List<MaskRule> maskRules) {
    /** What is meant for schemas that the manifest does not list. */
    public enum Selection {
        /** {@code allSchemas: true}: every schema is on. */
        ALL,
        /** {@code unlistedSchemas: Disable}: off. */
        LISTED_ONLY,
        /** {@code unlistedSchemas: Ignore}, or no schemas given: unmanaged. */
        UNMANAGED
    }

    public DesiredSync {
        unlistedFields = Map.copyOf(unlistedFields);
        maskRules = List.copyOf(maskRules);
    }

    /** True when the field of this schema must never be written open: stated so, or matched by a rule and not exempted. */
    public boolean masks(String schemaId, String fieldId) {
        return masks(stated.schemas().get(schemaId), rulesFor(schemaId), fieldId);
    }

    private static boolean masks(SchemaDefinition listed, List<MaskRule> rules, String fieldId) {
        var field = listed == null ? null : listed.fields().get(fieldId);
        if (field != null && field.members().containsKey(FieldMember.OBFUSCATE)) {
            return field.is(FieldMember.OBFUSCATE);
        }
        for (var rule : rules) {
            if (rule.matchesField(fieldId)) {
                return true;
            }
        }
        return false;
    }

    private List<MaskRule> rulesFor(String schemaId) {
        for (var rule : maskRules) {
            if (!rule.matchesSchema(schemaId)) {
                return maskRules.stream()
                        .filter(one -> one.matchesSchema(schemaId))
                        .toList();
            }
        }
        return maskRules;
    }

    /** True when there is any field that must never be written open. */
    public boolean masksAnything() {
        return !maskRules.isEmpty()
                || stated.schemas().values().stream()
                        .flatMap(schema -> schema.fields().values().stream())
                        .anyMatch(field -> field.is(FieldMember.OBFUSCATE));
    }

    /** True when anything about fields or filters of this schema is managed, so that it must be read one by one. */
    public boolean speaksOfInside(String schemaId) {
        var schema = stated.schemas().get(schemaId);
        boolean listed = schema != null
                && (!schema.fields().isEmpty()
                        || schema.members().containsKey(SchemaMember.FILTERS)
                        || unlistedFields.getOrDefault(schemaId, false));
        return listed || maskRules.stream().anyMatch(rule -> rule.matchesSchema(schemaId));
    }

    /** The stated members plus all that the rules mean for what is really there: every member in it is managed. */
    public SyncDefinition against(SyncDefinition observed) {
        SortedMap<String, SchemaDefinition> schemas = new TreeMap<>(stated.schemas());
        observed.schemas().forEach((id, there) -> {
            var listed = stated.schemas().get(id);
            var wanted = wanted(id, listed, there);
            if (wanted != listed && wanted.saysAnything()) {
                schemas.put(id, wanted);
            }
        });
        return new SyncDefinition(stated.members(), schemas);
    }

    /** @param listed null when the manifest does not list this schema */
    private SchemaDefinition wanted(String id, SchemaDefinition listed, SchemaDefinition there) {
        var before = listed == null ? SchemaDefinition.EMPTY : listed;
        var fields = fields(id, before, there);
        boolean switched = !before.members().containsKey(SchemaMember.ENABLED) && selection != Selection.UNMANAGED;
        if (!switched && fields == before.fields()) {
            return before;
        }
        var members = new EnumMap<SchemaMember, Object>(SchemaMember.class);
        members.putAll(before.members());
        if (switched) {
            members.put(SchemaMember.ENABLED, listed != null || selection == Selection.ALL);
        }
        return new SchemaDefinition(members, fields, before.complete());
    }

    /** What is the same for all fields of a schema is looked up once: a sync may have ten thousand schemas. */
    private SortedMap<String, FieldDefinition> fields(
            String schemaId, SchemaDefinition listed, SchemaDefinition there) {
        var rules = rulesFor(schemaId);
        boolean unlistedOff = unlistedFields.getOrDefault(schemaId, false);
        if (rules.isEmpty() && !unlistedOff && listed.fields().isEmpty()) {
            return listed.fields();
        }
        var changed = new TreeMap<>(listed.fields());
        there.fields().forEach((id, known) -> {
            var field = listed.fields().getOrDefault(id, FieldDefinition.EMPTY);
            if (unlistedOff && !listed.fields().containsKey(id)) {
                field = field.with(FieldMember.ENABLED, false);
            }
            boolean enabled = field.members().containsKey(FieldMember.ENABLED)
                    ? field.is(FieldMember.ENABLED)
                    : known.is(FieldMember.ENABLED);
            if (enabled && masks(listed, rules, id)) {
                field = field.with(FieldMember.OBFUSCATE, true);
            }
            if (!field.members().isEmpty()) {
                changed.put(id, field);
            }
        });
        return changed;
    }
}
