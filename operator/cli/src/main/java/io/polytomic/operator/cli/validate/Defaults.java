package io.polytomic.operator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fills in what a manifest leaves out, as the API server does before it looks at rules. */
final class Defaults {
    private Defaults() {}

    static void fill(JsonNode value, JsonNode schema) {
        if (value instanceof ObjectNode object) {
            schema.path("properties").properties().forEach(property -> {
                var name = property.getKey();
                var at = object.path(name);
                boolean absent = at.isMissingNode() || at.isNull();
                if (absent && property.getValue().has("default")) {
                    object.set(name, property.getValue().get("default").deepCopy());
                }
                fill(object.path(name), property.getValue());
            });
            object.forEach(member -> fill(member, schema.path("additionalProperties")));
        } else if (value.isArray()) {
            value.forEach(item -> fill(item, schema.path("items")));
        }
    }
}
