package io.polytomic.operator.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A schema (table, object) of a source.
 *
 * @param rows records a full run moves
 * @param incremental whether the source can tell what changed (decides onlyIncremental and onlyNonIncremental)
 */
record SourceSchema(String id, long rows, boolean incremental, Map<String, SourceField> fields) {
    SourceSchema with(SourceField field) {
        Map<String, SourceField> all = new LinkedHashMap<>(fields);
        all.put(field.id(), field);
        return new SourceSchema(id, rows, incremental, all);
    }

    SourceSchema without(String fieldId) {
        Map<String, SourceField> all = new LinkedHashMap<>(fields);
        all.remove(fieldId);
        return new SourceSchema(id, rows, incremental, all);
    }
}
