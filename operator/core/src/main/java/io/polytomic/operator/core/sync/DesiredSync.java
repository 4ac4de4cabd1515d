package io.polytomic.operator.core.sync;

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
        var schema = stated.schemas().get(schemaId);
        var field = schema == null ? null : schema.fields().get(fieldId);
        if (field != null && field.members().containsKey(FieldMember.OBFUSCATE)) {
            return field.is(FieldMember.OBFUSCATE);
        }
        return maskRules.stream().anyMatch(rule -> rule.matches(schemaId, fieldId));
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
            var wanted = schemas.getOrDefault(id, SchemaDefinition.EMPTY);
            if (!wanted.members().containsKey(SchemaMember.ENABLED) && selection != Selection.UNMANAGED) {
                boolean listed = stated.schemas().containsKey(id);
                wanted = wanted.with(SchemaMember.ENABLED, listed || selection == Selection.ALL);
            }
            wanted = fields(id, wanted, there);
            if (!wanted.equals(SchemaDefinition.EMPTY)) {
                schemas.put(id, wanted);
            }
        });
        return new SyncDefinition(stated.members(), schemas);
    }

    private SchemaDefinition fields(String schemaId, SchemaDefinition wanted, SchemaDefinition there) {
        var result = wanted;
        for (var entry : there.fields().entrySet()) {
            var id = entry.getKey();
            boolean listed = wanted.fields().containsKey(id);
            var field = wanted.fields().getOrDefault(id, FieldDefinition.EMPTY);
            if (!listed && unlistedFields.getOrDefault(schemaId, false)) {
                field = field.with(FieldMember.ENABLED, false);
            }
            boolean enabled = field.members().containsKey(FieldMember.ENABLED)
                    ? field.is(FieldMember.ENABLED)
                    : entry.getValue().is(FieldMember.ENABLED);
            if (enabled && masks(schemaId, id)) {
                field = field.with(FieldMember.OBFUSCATE, true);
            }
            if (!field.equals(FieldDefinition.EMPTY)) {
                result = result.withField(id, field);
            }
        }
        return result;
    }
}
