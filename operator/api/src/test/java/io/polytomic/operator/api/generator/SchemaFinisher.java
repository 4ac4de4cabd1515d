package io.polytomic.operator.api.generator;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.polytomic.operator.api.schema.ListMap;
import io.polytomic.operator.api.schema.Words;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/**
 * Walks a record and its generated schema side by side and adds what Fabric8 has no annotation for: enums of Strings,
 * list types, free-form maps, number formats, the order of the record, and the status a new object starts with.
 */
final class SchemaFinisher {
    private static final List<String> KEY_ORDER = List.of(
            "description",
            "type",
            "format",
            "anyOf",
            "x-kubernetes-int-or-string",
            "x-kubernetes-preserve-unknown-fields",
            "default",
            "enum",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "pattern",
            "minItems",
            "maxItems",
            "maxProperties",
            "x-kubernetes-list-type",
            "x-kubernetes-list-map-keys",
            "items",
            "required",
            "x-kubernetes-validations",
            "properties");
    private static final int CONFIGURATION_KEYS = 200;

    ObjectNode finishKind(Kind kind, ObjectNode schema) {
        schema.put(
                "description",
                kind.resource.getAnnotation(JsonClassDescription.class).value());
        var spec = record(kind.spec, property(schema, "spec"));
        var status = record(kind.status, property(schema, "status"));
        status.putObject("default").put("observedGeneration", -1).putArray("conditions");
        var properties = Crd.YAML.createObjectNode();
        properties.set("spec", ordered(spec));
        properties.set("status", ordered(status));
        schema.set("properties", properties);
        return ordered(schema);
    }

    private ObjectNode record(Class<?> type, ObjectNode schema) {
        var properties = Crd.YAML.createObjectNode();
        for (var component : type.getRecordComponents()) {
            properties.set(component.getName(), component(component, property(schema, component.getName())));
        }
        if (properties.size() != schema.path("properties").size()) {
            throw new IllegalStateException("Components and schema of %s differ: %s".formatted(type, schema));
        }
        schema.set("properties", properties);
        return ordered(schema);
    }

    private ObjectNode component(RecordComponent component, ObjectNode schema) {
        if (List.class.equals(component.getType())) {
            listType(component, schema);
            var item = ((AnnotatedParameterizedType) component.getAnnotatedType()).getAnnotatedActualTypeArguments()[0];
            schema.set("items", value(item, item, (ObjectNode) schema.path("items")));
            return ordered(schema);
        }
        return value(component.getAnnotatedType(), component, schema);
    }

    private ObjectNode value(AnnotatedType type, AnnotatedElement annotated, ObjectNode schema) {
        var raw = raw(type.getType());
        if (raw.isRecord()) {
            return record(raw, schema);
        }
        if (annotated.isAnnotationPresent(Words.class)) {
            var words = schema.putArray("enum");
            for (var word : annotated.getAnnotation(Words.class).value()) {
                words.add(word);
            }
        }
        if (raw == Map.class) {
            schema.remove("additionalProperties");
            schema.put("x-kubernetes-preserve-unknown-fields", true).put("maxProperties", CONFIGURATION_KEYS);
        }
        if (raw == IntOrString.class) {
            schema.put("maxLength", type.getAnnotation(Size.class).max());
        }
        if (raw == Integer.class || raw == Long.class) {
            schema.put("format", raw == Integer.class ? "int32" : "int64");
        }
        return ordered(schema);
    }

    private static void listType(RecordComponent component, ObjectNode schema) {
        var map = component.getAnnotation(ListMap.class);
        if (map != null) {
            var keys = schema.put("x-kubernetes-list-type", "map").putArray("x-kubernetes-list-map-keys");
            for (var key : map.value()) {
                keys.add(key);
            }
        } else {
            schema.put("x-kubernetes-list-type", "atomic");
        }
    }

    private static ObjectNode property(ObjectNode schema, String name) {
        if (schema.path("properties").path(name) instanceof ObjectNode found) {
            return found;
        }
        throw new IllegalStateException("The generated schema has no %s: %s".formatted(name, schema));
    }

    private static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType p ? p.getRawType() : type);
    }

    /** The same schema, written in the order a person reads it; a key without a place is a mistake here. */
    private static ObjectNode ordered(ObjectNode schema) {
        var ordered = Crd.YAML.createObjectNode();
        for (var key : KEY_ORDER) {
            if (schema.has(key)) {
                ordered.set(key, whole(schema.get(key)));
            }
        }
        if (ordered.size() != schema.size()) {
            throw new IllegalStateException("A key of the schema has no place in the order: " + schema);
        }
        return ordered;
    }

    /** Fabric8 writes bounds as 10000.0. */
    private static JsonNode whole(JsonNode node) {
        return node.isDouble() && node.doubleValue() == node.longValue()
                ? Crd.YAML.getNodeFactory().numberNode(node.longValue())
                : node;
    }
}
