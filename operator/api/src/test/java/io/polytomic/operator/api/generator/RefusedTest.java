package io.polytomic.operator.api.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Each file in refused/ starts with a comment, the sentence a user must get; its last document is refused with it,
 * those before are accepted. That the API server really says so is shown by the cluster suite, from the same files.
 */
class RefusedTest {
    @Test
    @DisplayName("Every rule has a manifest that it refuses, and every such manifest a rule")
    void everyRuleIsShown() {
        var expected = new LinkedHashSet<String>();
        for (var file : Resources.list("refused")) {
            expected.add(sentence(file));
        }
        assertThat(expected).containsExactlyInAnyOrderElementsOf(sentences());
    }

    @Test
    @DisplayName("Each refused manifest is readable and of a kind there is")
    void readable() throws IOException {
        for (var file : Resources.list("refused")) {
            List<JsonNode> documents = new ArrayList<>();
            Crd.YAML
                    .readerFor(JsonNode.class)
                    .<JsonNode>readValues(Resources.read(file))
                    .forEachRemaining(documents::add);
            assertThat(documents)
                    .as(file)
                    .isNotEmpty()
                    .allSatisfy(document -> assertThat(Kind.values())
                            .extracting(kind -> kind.resource.getSimpleName())
                            .contains(document.path("kind").asText()));
        }
    }

    private static String sentence(String file) {
        return Resources.read(file).lines().findFirst().orElseThrow().substring("# ".length());
    }

    private static Set<String> sentences() {
        var found = new LinkedHashSet<String>();
        for (var kind : Kind.values()) {
            Schemas.visit(
                    "",
                    Crd.of(kind).schema(),
                    (path, node) -> node.path("x-kubernetes-validations")
                            .forEach(rule -> found.add(rule.path("message").asText())));
        }
        return found;
    }
}
