package io.polytomic.operator.api.generator;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.api.v1alpha1.Forms;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The page of a kind: its template with example, tables and rules filled in. */
final class Page {
    private Page() {}

    static String of(Crd crd) {
        var properties = crd.schema().path("properties");
        var page = Resources.read("pages/" + crd.kind().pageFile())
                .replace("{{example}}", "```yaml\n" + Resources.read(crd.kind().exampleFile()) + "```\n")
                .replace("{{spec}}", table("Default", properties.path("spec")))
                .replace("{{rules}}", rules(properties.path("spec")))
                .replace("{{status}}", table(null, properties.path("status")));
        if (page.contains("{{")) {
            throw new IllegalStateException("The template has a place nothing fills: " + page);
        }
        return page;
    }

    private static String table(String defaults, JsonNode schema) {
        var rows = new ArrayList<String>();
        rows.add(defaults == null ? "| field | type | meaning |" : "| field | type | default | meaning |");
        rows.add(defaults == null ? "|---|---|---|" : "|---|---|---|---|");
        rows("", schema, defaults != null, rows::add);
        return String.join("\n", rows) + "\n";
    }

    private static void rows(String prefix, JsonNode schema, boolean defaults, Consumer<String> out) {
        var required = texts(schema.path("required"));
        schema.path("properties").properties().forEach(property -> {
            var path = prefix + property.getKey();
            var value = property.getValue();
            var preset = defaults ? preset(value, required.contains(property.getKey())) + " | " : "";
            out.accept("| `%s` | %s | %s%s |"
                    .formatted(
                            path,
                            type(value),
                            preset,
                            cell(value.path("description").asText())));
            if (value.has("items")) {
                rows(path + "[].", value.path("items"), defaults, out);
            } else {
                rows(path + ".", value, defaults, out);
            }
        });
    }

    private static String preset(JsonNode schema, boolean required) {
        if (required) {
            return "required";
        }
        var preset = schema.path("default");
        if (preset.isMissingNode()) {
            return "";
        }
        return "`" + (preset.isTextual() ? preset.asText() : preset.toString()) + "`";
    }

    private static String type(JsonNode schema) {
        if (schema.has("enum")) {
            return texts(schema.path("enum")).stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
        }
        if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            return "any JSON";
        }
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return "number or text";
        }
        return switch (schema.path("type").asText()) {
            case "array" -> "list of " + type(schema.path("items")) + ", at most " + schema.path("maxItems");
            case "boolean" -> "true or false";
            case "integer" -> "number" + range(schema);
            case "object" -> "object";
            default -> text(schema);
        };
    }

    private static String text(JsonNode schema) {
        return switch (schema.path("pattern").asText()) {
            case Forms.DURATION -> "duration";
            case Forms.UUID -> "id";
            case Forms.TIMESTAMP_OR_EMPTY -> "time or empty";
            default -> "text";
        };
    }

    private static String range(JsonNode schema) {
        if (schema.has("maximum")) {
            return " " + schema.path("minimum") + " to " + schema.path("maximum");
        }
        return schema.has("minimum") ? " from " + schema.path("minimum") : "";
    }

    private static String rules(JsonNode schema) {
        Set<String> messages = new LinkedHashSet<>();
        Schemas.visit(
                "spec",
                schema,
                (path, node) -> node.path("x-kubernetes-validations")
                        .forEach(rule -> messages.add(
                                "- `" + path + "`: " + rule.path("message").asText())));
        return String.join("\n", messages) + "\n";
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
    }
}
