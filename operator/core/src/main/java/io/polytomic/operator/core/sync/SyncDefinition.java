package io.polytomic.operator.core.sync;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a sync is, whichever side it was read from. Of a manifest it holds what is stated, so a member that is absent is
 * unmanaged and a null one is cleared; of the API it holds what was read.
 *
 * @param members canonical values; see {@link Form}
 * @param schemas by schema id
 */
public record SyncDefinition(Map<SyncMember, Object> members, SortedMap<String, SchemaDefinition> schemas) {
    public SyncDefinition {
        var canonical = new EnumMap<SyncMember, Object>(SyncMember.class);
        members.forEach((m, v) -> canonical.put(m, m.form().canonical(v)));
        members = Collections.unmodifiableMap(canonical);
        schemas = Collections.unmodifiableSortedMap(new TreeMap<>(schemas));
    }

    public String text(SyncMember member) {
        return (String) members.get(member);
    }

    public boolean is(SyncMember flag) {
        return Boolean.TRUE.equals(members.get(flag));
    }

    public boolean states(SyncMember member) {
        return members.containsKey(member);
    }

    public SyncDefinition with(SyncMember member, Object value) {
        var changed = new EnumMap<SyncMember, Object>(SyncMember.class);
        changed.putAll(members);
        changed.put(member, value);
        return new SyncDefinition(changed, schemas);
    }

    public SyncDefinition withSchema(String id, SchemaDefinition schema) {
        var changed = new TreeMap<>(schemas);
        changed.put(id, schema);
        return new SyncDefinition(members, changed);
    }
}
