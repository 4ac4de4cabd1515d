package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;

/** What must hold of every object, event and log line at any time, whatever the test was about. */
final class Lint {
    private static final int STATUS_LIMIT = 100_000;
    private static final int MESSAGE_LIMIT = 1_024;
    private static final String OPERATOR = "polytomic-operator";

    private Lint() {}

    static void check(Stage stage) {
        var objects = stage.kubectl("get", "porg,bsync,brun,msync", "-o", "json", "--show-managed-fields");
        Stage.json(objects).path("items").forEach(Lint::object);
        Stage.json(objects).path("items").forEach(HealthTest::agree);
        noKeyIn(List.of(objects));
        noKeyIn(List.of(stage.kubectl("get", "events", "-o", "json")));
        noKeyIn(stage.log().lines());
        assertThat(stage.log().lines()).noneMatch(line -> line.startsWith("ERROR"));
    }

    static void object(JsonNode object) {
        var name = object.path("kind").asText() + "/"
                + object.path("metadata").path("name").asText();
        var status = new HashMap<String, String>();
        for (var condition : object.path("status").path("conditions")) {
            var message = condition.path("message").asText();
            status.put(condition.path("type").asText(), condition.path("status").asText());
            assertThat(condition.path("observedGeneration").asLong(-9))
                    .as("%s: a condition tells for which generation it speaks: %s", name, condition)
                    .isBetween(1L, object.path("metadata").path("generation").asLong());
            assertThat(condition.path("reason").asText()).as(name).matches("[A-Z][A-Za-z]+");
            assertThat(message)
                    .as(name)
                    .hasSizeBetween(1, MESSAGE_LIMIT)
                    .doesNotContain("Exception", "\tat ", "null", "java.");
        }
        if ("True".equals(status.get("Ready"))) {
            assertThat(status)
                    .as(name)
                    .doesNotContainEntry("Stalled", "True")
                    .doesNotContainEntry("Reconciling", "True");
        }
        assertThat(status)
                .as("%s: Reconciling and Stalled stand only while True, never both", name)
                .satisfiesAnyOf(
                        conditions -> assertThat(conditions).doesNotContainKey("Stalled"),
                        conditions -> assertThat(conditions).doesNotContainKey("Reconciling"));
        assertThat(status.getOrDefault("Stalled", "True")).as(name).isEqualTo("True");
        assertThat(status.getOrDefault("Reconciling", "True")).as(name).isEqualTo("True");
        assertThat(object.path("status").toString()).as(name).hasSizeLessThan(STATUS_LIMIT);
        object.path("metadata").path("managedFields").forEach(entry -> ownership(name, entry));
    }

    /** The operator writes finalizer and status only: never spec, labels or annotations. */
    static void ownership(String name, JsonNode entry) {
        if (!OPERATOR.equals(entry.path("manager").asText())) {
            return;
        }
        var fields = entry.path("fieldsV1");
        if ("status".equals(entry.path("subresource").asText())) {
            assertThat(fields.fieldNames()).toIterable().as(name).containsOnly("f:status");
        } else {
            assertThat(fields.fieldNames()).toIterable().as(name).containsOnly("f:metadata");
            assertThat(fields.path("f:metadata").fieldNames())
                    .toIterable()
                    .as(name)
                    .containsOnly("f:finalizers");
        }
    }

    static void noKeyIn(List<String> texts) {
        for (var key : Stage.KEYS) {
            var encoded = Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
            assertThat(texts).as("no text shows an API key").noneMatch(text -> text.contains(key));
            assertThat(texts).as("nor its Base64").noneMatch(text -> text.contains(encoded));
        }
    }
}
