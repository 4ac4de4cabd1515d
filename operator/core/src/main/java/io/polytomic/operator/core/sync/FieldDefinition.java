package io.polytomic.operator.core.sync;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** One field: the members that are stated (manifest) or known (API), in canonical form; a member not held is not spoken of. */
public record FieldDefinition(Map<FieldMember, Object> members) {
    public FieldDefinition {
        var canonical = new EnumMap<FieldMember, Object>(FieldMember.class);
        members.forEach((m, v) -> canonical.put(m, m.form().canonical(v)));
        members = Collections.unmodifiableMap(canonical);
    }

    /** A field of which nothing is said. */
    public static final FieldDefinition EMPTY = new FieldDefinition(Map.of());

    public boolean is(FieldMember flag) {
        return Boolean.TRUE.equals(members.get(flag));
    }

    /** Personal data is written as it is: enabled and not obfuscated. */
    public boolean isOpen() {
        return is(FieldMember.ENABLED) && !is(FieldMember.OBFUSCATE);
    }

    public FieldDefinition with(FieldMember member, Object value) {
        var changed = new EnumMap<FieldMember, Object>(FieldMember.class);
        changed.putAll(members);
        changed.put(member, value);
        return new FieldDefinition(changed);
    }
}
