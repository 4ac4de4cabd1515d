package io.polytomic.operator.core.plan;

import io.polytomic.operator.core.sync.FieldDefinition;
import io.polytomic.operator.core.sync.FieldMember;
import io.polytomic.operator.core.sync.Member;
import io.polytomic.operator.core.sync.SchemaDefinition;
import io.polytomic.operator.core.sync.SchemaMember;
import io.polytomic.operator.core.sync.SelectionRule;
import io.polytomic.operator.core.sync.SyncDefinition;
import io.polytomic.operator.core.sync.SyncMember;

/**
 * Where in a sync a member stands.
 *
 * @param schemaId null for a member of the sync itself
 * @param fieldId null for a member of a schema
 */
public record Place(String schemaId, String fieldId, Member member) {
    static Place of(SyncMember member) {
        return new Place(null, null, member);
    }

    static Place of(String schemaId, SchemaMember member) {
        return new Place(schemaId, null, member);
    }

    static Place of(String schemaId, String fieldId, FieldMember member) {
        return new Place(schemaId, fieldId, member);
    }

    /** The path as a user writes it, for example {@code schemas[public.users].fields[email].obfuscate}. */
    public String path() {
        return (schemaId == null ? "" : "schemas[" + schemaId + "].")
                + (fieldId == null ? "" : "fields[" + fieldId + "].")
                + member.path();
    }

    /** {@code definition} with this one value changed; a rule changes nothing by itself. */
    SyncDefinition put(SyncDefinition definition, Object value) {
        if (member instanceof SelectionRule) {
            return definition;
        }
        if (member instanceof SyncMember m) {
            return definition.with(m, value);
        }
        var schema = definition.schemas().getOrDefault(schemaId, SchemaDefinition.EMPTY);
        if (member instanceof SchemaMember m) {
            return definition.withSchema(schemaId, schema.with(m, value));
        }
        var field = schema.fields().getOrDefault(fieldId, FieldDefinition.EMPTY);
        return definition.withSchema(schemaId, schema.withField(fieldId, field.with((FieldMember) member, value)));
    }
}
