package io.polytomic.operator.api.generator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiConsumer;

/** Walks a schema: each node once, with the path a user would write for it. */
final class Schemas {
    private Schemas() {}

    static void visit(String path, JsonNode schema, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(path, schema);
        schema.path("properties")
                .properties()
                .forEach(property -> visit(path + "." + property.getKey(), property.getValue(), visitor));
        if (schema.has("items")) {
            visit(path + "[]", schema.path("items"), visitor);
        }
    }
}
