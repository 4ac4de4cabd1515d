package io.polytomic.operator.core.sync;

import io.polytomic.operator.core.sync.DesiredSync.Selection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The vocabulary of core as plain data: member paths as in the enums, {@code schemas} and {@code fields} as maps by id. A
 * key that is not part of it is an error, so that a misspelt member cannot make a test pass.
 */
public final class Vocabulary {
    private Vocabulary() {}

    /** What a manifest says; without {@code selection} unlisted schemas are unmanaged. */
    public static DesiredSync desired(Map<String, ?> written) {
        var rest = new TreeMap<String, Object>(written);
        var selection = Selection.valueOf((String) either(rest.remove("selection"), "UNMANAGED"));
        var unlistedFields = new HashMap<String, Boolean>();
        map(rest.remove("unlistedFields"))
                .forEach((schema, word) -> unlistedFields.put(schema, "Disable".equals(word)));
        var rules = ((List<?>) either(rest.remove("maskRules"), List.of()))
                .stream()
                        .map(Vocabulary::map)
                        .map(rule -> new MaskRule((String) rule.get("schemas"), (String) rule.get("fields")))
                        .toList();
        return new DesiredSync(sync(rest), selection, unlistedFields, rules);
    }

    /** One side of a comparison; {@code complete: false} marks a schema whose fields and filters were not read. */
    public static SyncDefinition sync(Map<String, ?> written) {
        var rest = new TreeMap<String, Object>(written);
        var schemas = new TreeMap<String, SchemaDefinition>();
        map(rest.remove("schemas")).forEach((id, schema) -> schemas.put(id, schema(map(schema))));
        return new SyncDefinition(members(SyncMember.class, rest), schemas);
    }

    private static SchemaDefinition schema(Map<String, Object> written) {
        var rest = new TreeMap<>(written);
        boolean complete = (Boolean) either(rest.remove("complete"), true);
        var fields = new TreeMap<String, FieldDefinition>();
        map(rest.remove("fields"))
                .forEach((id, field) -> fields.put(id, new FieldDefinition(members(FieldMember.class, map(field)))));
        return new SchemaDefinition(members(SchemaMember.class, rest), fields, complete);
    }

    private static <M extends Enum<M> & Member> Map<M, Object> members(Class<M> type, Map<String, Object> written) {
        var byPath = new HashMap<String, M>();
        for (var member : type.getEnumConstants()) {
            byPath.put(member.path(), member);
        }
        var members = new EnumMap<M, Object>(type);
        written.forEach((path, value) -> {
            if (!byPath.containsKey(path)) {
                throw new IllegalArgumentException("no " + type.getSimpleName() + " has the path \"" + path + "\"");
            }
            members.put(byPath.get(path), value);
        });
        return members;
    }

    private static Map<String, Object> map(Object value) {
        var map = new TreeMap<String, Object>();
        ((Map<?, ?>) either(value, Map.of())).forEach((k, v) -> map.put(String.valueOf(k), v));
        return map;
    }

    private static Object either(Object value, Object whenAbsent) {
        return value == null ? whenAbsent : value;
    }
}
