package io.polytomic.operator.controller.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is true of every status that is ever written, whatever the test is about. */
final class StatusLint {
    static final int MESSAGE_LIMIT = 32_768;

    private final List<String> secrets;
    private final Map<String, JsonNode> schemas = new HashMap<>();

    /** @param secrets what no status may hold, whatever the manifest says: keys, addresses, filter values */
    StatusLint(List<String> secrets) {
        this.secrets = secrets;
    }

    void check(String object, Object status) {
        var tree = Shelf.tree(status);
        var text = tree.toString();
        secrets.stream().filter(text::contains).findFirst().ifPresent(secret -> {
            throw new AssertionError(object + ": " + secret + " stands in status: " + tree);
        });
        admitted(object, tree, schemas.computeIfAbsent(object.substring(0, object.indexOf(' ')), StatusLint::schemaOf));
        var truth = new HashMap<String, String>();
        for (var condition : tree.path("conditions")) {
            truth.put(condition.path("type").asText(), condition.path("status").asText());
            condition(object, condition);
        }
        boolean ready = "True".equals(truth.get("Ready"));
        boolean stalled = truth.containsKey("Stalled");
        boolean reconciling = truth.containsKey("Reconciling");
        if (stalled && reconciling || ready && (stalled || reconciling)) {
            throw new AssertionError(object + ": conditions contradict each other: " + tree.path("conditions"));
        }
        if (!truth.isEmpty() && !ready && !stalled && !reconciling) {
            throw new AssertionError(object + ": neither ready nor going on nor stalled: " + tree.path("conditions"));
        }
    }

    private static void condition(String object, JsonNode condition) {
        boolean whole = condition.path("observedGeneration").isIntegralNumber()
                && condition.path("reason").asText().matches("[A-Z][A-Za-z]+")
                && !condition.path("lastTransitionTime").asText().isEmpty();
        if (!whole || condition.path("message").asText().length() > MESSAGE_LIMIT) {
            throw new AssertionError(object + ": a condition is not whole: " + condition);
        }
        if (condition.path("message").asText().matches(".*\\d{4}-\\d\\d-\\d\\dT\\d\\d:.*")) {
            throw new AssertionError(object + ": a message holds a time: " + condition);
        }
    }

    /** The schema of the status of that kind, as the API server has it from crds/. */
    private static JsonNode schemaOf(String kind) {
        try {
            var file = Path.of("../../crds", kind.toLowerCase(Locale.ROOT) + "s.sync.polytomic.com-v1.yml");
            return new YAMLMapper()
                    .readTree(Files.readString(file))
                    .at("/spec/versions/0/schema/openAPIV3Schema/properties/status");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an API server refuses is never written: the object would be stuck with what it said before. */
    private static void admitted(String where, JsonNode value, JsonNode schema) {
        if (value.isTextual()
                && schema.has("maxLength")
                && value.asText().length() > schema.path("maxLength").asInt()) {
            throw new AssertionError(
                    where + " is longer than the CRD admits: " + value.asText().length());
        }
        schema.path("required").forEach(member -> {
            if (value.path(member.asText()).isMissingNode()
                    || value.path(member.asText()).isNull()) {
                throw new AssertionError(where + " lacks " + member.asText());
            }
        });
        if (value.isArray()) {
            var keys = new HashSet<String>();
            for (var item : value) {
                admitted(where + "[]", item, schema.path("items"));
                schema.path("x-kubernetes-list-map-keys").forEach(key -> {
                    if (!keys.add(item.path(key.asText()).asText())) {
                        throw new AssertionError(where + " holds a key twice: " + item);
                    }
                });
                if (item.isNull()) {
                    throw new AssertionError(where + " holds null");
                }
            }
        }
        schema.path("properties").properties().forEach(p -> {
            if (value.has(p.getKey())) {
                admitted(where + "." + p.getKey(), value.path(p.getKey()), p.getValue());
            }
        });
    }
}
