package io.polytomic.operator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.re2j.Pattern;
import io.polytomic.operator.api.v1alpha1.Forms;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** A value against a structural schema: every keyword our CRDs use, and unknown members as errors. */
final class SchemaCheck {
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();
    private static final int SHOWN = 60;

    /** What a pattern asks for, for people who do not read patterns. */
    private static final Map<String, String> FORMS = Map.of(
            Forms.DURATION, "is not a duration such as 12h, 90m or 1h30m",
            Forms.UUID, "is not a UUID (36 hexadecimal digits and hyphens)",
            Forms.TIMESTAMP_OR_EMPTY, "is not a time such as 2026-01-31T00:00:00Z; an empty text clears it");

    private final BiConsumer<String, String> wrong;

    /** @param wrong takes path and sentence of each error */
    SchemaCheck(BiConsumer<String, String> wrong) {
        this.wrong = wrong;
    }

    void check(JsonNode value, JsonNode schema, String path) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            if (!isWhole(value) && !value.isTextual()) {
                wrong.accept(path, "must be a whole number or a text, found " + shown(value) + ".");
                return;
            }
        } else if (schema.has("type") && !isOfType(value, schema)) {
            wrong.accept(path, "must be " + typeName(schema) + ", found " + shown(value) + ".");
            return;
        }
        words(value, schema, path);
        if (value.isTextual()) {
            text(value.asText(), schema, path);
        } else if (value.isNumber()) {
            number(value.decimalValue(), schema, path);
        } else if (value.isObject()) {
            object(value, schema, path);
        } else if (value.isArray()) {
            list(value, schema, path);
        }
    }

    private static boolean isOfType(JsonNode value, JsonNode schema) {
        if (value.isNull()) {
            return schema.path("nullable").asBoolean();
        }
        return switch (schema.path("type").asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" ->
                isWhole(value)
                        && fits(value.decimalValue(), schema.path("format").asText());
            case "number" -> value.isNumber();
            default -> true;
        };
    }

    private static boolean isWhole(JsonNode value) {
        return value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
    }

    private static boolean fits(BigDecimal number, String format) {
        int bits = "int32".equals(format) ? Integer.SIZE : Long.SIZE;
        return number.toBigInteger().bitLength() < bits;
    }

    private static String typeName(JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "object" -> "an object";
            case "array" -> "a list";
            case "string" -> "a text";
            case "boolean" -> "true or false";
            case "integer" -> "a whole number" + range(schema);
            default -> "a " + schema.path("type").asText();
        };
    }

    private static String range(JsonNode schema) {
        var least = schema.path("minimum").asText();
        var most = schema.path("maximum").asText();
        if (!least.isEmpty() && !most.isEmpty()) {
            return " from " + least + " to " + most;
        }
        if (!least.isEmpty() || !most.isEmpty()) {
            return least.isEmpty() ? " of " + most + " at most" : " of " + least + " at least";
        }
        return "int32".equals(schema.path("format").asText()) ? " of 32 bits" : "";
    }

    private void words(JsonNode value, JsonNode schema, String path) {
        if (!schema.has("enum") || value.isNull()) {
            return;
        }
        var allowed = new TreeSet<String>();
        for (var word : schema.get("enum")) {
            if (word.equals(value)) {
                return;
            }
            allowed.add(word.asText());
        }
        var meant = Nearest.to(value.asText(), allowed);
        wrong.accept(
                path,
                "%s is not allowed; allowed are %s%s."
                        .formatted(
                                shown(value),
                                String.join(", ", allowed),
                                meant.map(word -> "; did you mean " + word).orElse("")));
    }

    private void text(String text, JsonNode schema, String path) {
        int length = text.codePointCount(0, text.length());
        if (schema.has("minLength") && length < schema.get("minLength").asInt()) {
            wrong.accept(path, "must not be empty.");
        }
        if (schema.has("maxLength") && length > schema.get("maxLength").asInt()) {
            wrong.accept(
                    path,
                    "is %d characters long; at most %d are allowed."
                            .formatted(length, schema.get("maxLength").asInt()));
        }
        if (schema.has("pattern") && !pattern(schema).matcher(text).find()) {
            wrong.accept(
                    path,
                    "%s %s.".formatted(shown(text), form(schema.get("pattern").asText())));
        }
    }

    private static String form(String pattern) {
        return FORMS.getOrDefault(pattern, "does not match " + pattern);
    }

    private static Pattern pattern(JsonNode schema) {
        return PATTERNS.computeIfAbsent(schema.get("pattern").asText(), Pattern::compile);
    }

    private void number(BigDecimal number, JsonNode schema, String path) {
        if (schema.has("minimum") && number.compareTo(schema.get("minimum").decimalValue()) < 0) {
            wrong.accept(
                    path,
                    "is %s; the least is %s."
                            .formatted(
                                    number.toPlainString(),
                                    schema.get("minimum").asText()));
        }
        if (schema.has("maximum") && number.compareTo(schema.get("maximum").decimalValue()) > 0) {
            wrong.accept(
                    path,
                    "is %s; the most is %s."
                            .formatted(
                                    number.toPlainString(),
                                    schema.get("maximum").asText()));
        }
    }

    private void object(JsonNode value, JsonNode schema, String path) {
        for (var name : schema.path("required")) {
            if (!value.has(name.asText())) {
                wrong.accept(path, "\"" + name.asText() + "\" is missing; it must be stated.");
            }
        }
        int most = schema.path("maxProperties").asInt(Integer.MAX_VALUE);
        if (value.size() > most) {
            wrong.accept(path, "has %d members; at most %d are allowed.".formatted(value.size(), most));
        }
        value.properties().forEach(member -> member(member.getKey(), member.getValue(), schema, path));
    }

    private void member(String name, JsonNode value, JsonNode schema, String path) {
        var at = path.isEmpty() ? name : path + "." + name;
        var known = schema.path("properties").path(name);
        if (known.isObject()) {
            check(value, known, at);
        } else if (schema.path("additionalProperties").isObject()) {
            check(value, schema.get("additionalProperties"), at);
        } else if (!schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            var names = new TreeSet<String>();
            schema.path("properties").fieldNames().forEachRemaining(names::add);
            wrong.accept(at, unknown(name, names));
        }
    }

    static String unknown(String name, Set<String> known) {
        return "there is no member \"%s\"; %s."
                .formatted(
                        name,
                        Nearest.to(name, known)
                                .map(meant -> "did you mean " + meant)
                                .orElse("there are " + String.join(", ", known)));
    }

    private void list(JsonNode value, JsonNode schema, String path) {
        int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        int least = schema.path("minItems").asInt(0);
        if (value.size() > most || value.size() < least) {
            wrong.accept(path, "has %d items; allowed are %d to %d.".formatted(value.size(), least, most));
        }
        int index = 0;
        var seen = new HashSet<Object>();
        for (var item : value) {
            var at = path + "[" + index++ + "]";
            check(item, schema.path("items"), at);
            var identity = identity(item, schema);
            if (identity != null && !seen.add(identity)) {
                wrong.accept(at, "is a duplicate of an earlier item (" + shown(identity) + ").");
            }
        }
    }

    /** What two items of a list may not have in common; null where anything goes. */
    private static JsonNode identity(JsonNode item, JsonNode schema) {
        if (!"map".equals(schema.path("x-kubernetes-list-type").asText()) || !item.isObject()) {
            return null;
        }
        var keys = JsonNodeFactory.instance.objectNode();
        for (var key : schema.path("x-kubernetes-list-map-keys")) {
            if (!item.has(key.asText())) {
                return null;
            }
            keys.set(key.asText(), item.get(key.asText()));
        }
        return keys;
    }

    static String shown(JsonNode value) {
        if (value.isNull()) {
            return "nothing (null)";
        }
        return value.isObject() && !value.isEmpty() && value.size() > 1
                ? "an object"
                : value.isArray() ? "a list" : shown(value.isTextual() ? value.asText() : value.toString());
    }

    private static String shown(String text) {
        var line = text.replace('\n', ' ').replace('\r', ' ');
        return "\"" + (line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…") + "\"";
    }
}
