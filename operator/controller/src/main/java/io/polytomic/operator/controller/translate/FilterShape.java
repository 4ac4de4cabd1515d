package io.polytomic.operator.controller.translate;

import java.util.LinkedHashMap;
import java.util.Map;

/** The one shape of a filter inside {@link io.polytomic.operator.core.sync.SchemaMember#FILTERS}, from either side. */
final class FilterShape {
    private FilterShape() {}

    static Map<String, Object> of(String fieldId, String function, Object value) {
        var shape = new LinkedHashMap<String, Object>();
        if (fieldId != null && !fieldId.isEmpty()) {
            shape.put("field_id", fieldId);
        }
        shape.put("function", function);
        if (value != null) {
            shape.put("value", value);
        }
        return shape;
    }
}
