package io.polytomic.operator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.function.Consumer;

/** The API server drops members that are null, where the schema knows them and does not allow null; so does this. */
final class Nulls {
    private Nulls() {}

    /** @param dropped takes the path of each member that goes */
    static void drop(JsonNode value, JsonNode schema, String path, Consumer<String> dropped) {
        if (value instanceof ObjectNode object) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            for (var name : names) {
                var known = schema.path("properties").path(name);
                var at = path + "." + name;
                if (object.get(name).isNull()
                        && known.isObject()
                        && !known.path("nullable").asBoolean()) {
                    object.remove(name);
                    dropped.accept(at);
                } else {
                    drop(object.get(name), known.isObject() ? known : schema.path("additionalProperties"), at, dropped);
                }
            }
        }
        int index = 0;
        if (value.isArray()) {
            for (var item : value) {
                drop(item, schema.path("items"), path + "[" + index++ + "]", dropped);
            }
        }
    }
}
