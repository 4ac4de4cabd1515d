package io.polytomic.operator.core.sync;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One schema of a sync: stated or known members and fields, by field id. On the observed side {@code complete} tells
 * whether fields and filters were read: the schema list of the API does not carry them (notes.md §9).
 */
public record SchemaDefinition(
        Map<SchemaMember, Object> members, SortedMap<String, FieldDefinition> fields, boolean complete) {
    public SchemaDefinition {
        var canonical = new EnumMap<SchemaMember, Object>(SchemaMember.class);
        members.forEach((m, v) -> canonical.put(m, m.form().canonical(v)));
        members = Collections.unmodifiableMap(canonical);
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    /** A schema of which nothing is said. */
    public static final SchemaDefinition EMPTY = new SchemaDefinition(Map.of(), new TreeMap<>(), true);

    boolean saysAnything() {
        return !members.isEmpty() || !fields.isEmpty();
    }

    public boolean isEnabled() {
        return Boolean.TRUE.equals(members.get(SchemaMember.ENABLED));
    }

    public SchemaDefinition with(SchemaMember member, Object value) {
        var changed = new EnumMap<SchemaMember, Object>(SchemaMember.class);
        changed.putAll(members);
        changed.put(member, value);
        return new SchemaDefinition(changed, fields, complete);
    }

    public SchemaDefinition withField(String id, FieldDefinition field) {
        var changed = new TreeMap<>(fields);
        changed.put(id, field);
        return new SchemaDefinition(members, changed, complete);
    }
}
