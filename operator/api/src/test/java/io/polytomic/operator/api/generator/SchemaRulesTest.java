package io.polytomic.operator.api.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every field of every kind. */
class SchemaRulesTest {
    @ParameterizedTest
    @EnumSource
    @DisplayName("Every string has a bound")
    void strings(Kind kind) {
        assertThat(offenders(kind, (path, node) -> isText(node) && !node.has("maxLength") && !node.has("enum")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Every list has a bound and a list type")
    void lists(Kind kind) {
        assertThat(offenders(
                        kind,
                        (path, node) ->
                                is("array", node) && !(node.has("maxItems") && node.has("x-kubernetes-list-type"))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The keys of a map list are required, else two items without one would be the same item")
    void mapKeys(Kind kind) {
        assertThat(offenders(kind, (path, node) -> {
                    var required = new ArrayList<String>();
                    node.path("items").path("required").forEach(name -> required.add(name.asText()));
                    return !required.containsAll(keys(node));
                }))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Every field tells what it means, in a sentence")
    void descriptions(Kind kind) {
        assertThat(offenders(
                        kind,
                        (path, node) -> !path.endsWith("[]")
                                && !node.path("description").asText().matches("(?s)[A-Z\\[\"].{10,}\\.")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A default is told in the description")
    void defaults(Kind kind) {
        assertThat(offenders(
                        kind,
                        (path, node) -> node.has("default")
                                && !path.equals("status")
                                && !node.path("description").asText().contains("Default ")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("No default inside list items: Argo CD would never see them in sync")
    void noDefaultInItems(Kind kind) {
        assertThat(offenders(kind, (path, node) -> path.contains("[]") && node.has("default")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A rule has a sentence")
    void sentences(Kind kind) {
        assertThat(offenders(kind, (path, node) -> {
                    for (var rule : node.path("x-kubernetes-validations")) {
                        if (!rule.path("message").asText().endsWith(".")) {
                            return true;
                        }
                    }
                    return false;
                }))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A new object starts unseen and without conditions, its spec is required, its status a subresource")
    void kind(Kind kind) {
        var crd = Crd.of(kind);
        assertThat(crd.schema().at("/properties/status/default").toString())
                .isEqualTo("{\"observedGeneration\":-1,\"conditions\":[]}");
        assertThat(crd.schema().path("required").toString()).isEqualTo("[\"spec\"]");
        assertThat(crd.tree().at("/spec/versions/0/subresources/status").isObject())
                .isTrue();
    }

    private static List<String> offenders(Kind kind, BiPredicate<String, JsonNode> offends) {
        var found = new ArrayList<String>();
        for (var part : List.of("spec", "status")) {
            Schemas.visit(part, Crd.of(kind).schema().path("properties").path(part), (path, node) -> {
                if (offends.test(path, node)) {
                    found.add(path);
                }
            });
        }
        return found;
    }

    private static List<String> keys(JsonNode node) {
        var keys = new ArrayList<String>();
        node.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText()));
        return keys;
    }

    private static boolean isText(JsonNode node) {
        return is("string", node) || node.path("x-kubernetes-int-or-string").asBoolean();
    }

    private static boolean is(String type, JsonNode node) {
        return node.path("type").asText().equals(type);
    }
}
