package io.polytomic.operator.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The CRDs that a mock knows, for the defaults that they state. No type, bound or CEL rule of theirs is looked at. */
final class Crds {

    private final Map<String, JsonNode> byName = new ConcurrentSkipListMap<>();

    void register(JsonNode crd) {
        byName.put(crd.path("metadata").path("name").asText(), crd);
    }

    void remove(JsonNode crd) {
        byName.remove(crd.path("metadata").path("name").asText());
    }

    Collection<JsonNode> all() {
        return byName.values();
    }

    /** Fills in what the object leaves out, as the API server does at every write. */
    void addDefaults(ObjectNode object) {
        fill(object, schemaOf(object));
    }

    private JsonNode schemaOf(ObjectNode object) {
        var apiVersion = object.path("apiVersion").asText().split("/", 2);
        for (var crd : byName.values()) {
            var spec = crd.path("spec");
            if (spec.path("group").asText().equals(apiVersion[0])
                    && spec.path("names").path("kind").equals(object.path("kind"))) {
                return version(spec, apiVersion[1]).path("schema").path("openAPIV3Schema");
            }
        }
        return Json.object();
    }

    private static JsonNode version(JsonNode spec, String name) {
        for (var version : spec.path("versions")) {
            if (version.path("name").asText().equals(name)) {
                return version;
            }
        }
        return Json.object();
    }

    private static void fill(JsonNode value, JsonNode schema) {
        if (value instanceof ObjectNode object) {
            schema.path("properties").properties().forEach(property -> fillMember(object, property));
            if (schema.path("additionalProperties").isObject()) {
                object.forEach(member -> fill(member, schema.path("additionalProperties")));
            }
        } else if (value instanceof ArrayNode list) {
            list.forEach(item -> fill(item, schema.path("items")));
        }
    }

    private static void fillMember(ObjectNode object, Map.Entry<String, JsonNode> property) {
        var value = object.path(property.getKey());
        var schema = property.getValue();
        boolean absent = value.isMissingNode()
                || value.isNull() && !schema.path("nullable").asBoolean();
        if (absent && schema.has("default")) {
            object.set(property.getKey(), schema.get("default").deepCopy());
        }
        fill(object.path(property.getKey()), schema);
    }
}
