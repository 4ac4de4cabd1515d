package io.polytomic.operator.cli.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.cli.manifest.Manifest;
import io.polytomic.operator.cli.manifest.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus of operator/api, of which the cluster suite shows what the API server says. */
class AgreementTest {
    private static final Path CORPUS =
            Path.of(System.getProperty("repository.root"), "operator", "api", "src", "test", "resources");
    private static final Validator VALIDATOR = new Validator();

    static Stream<Path> refused() throws IOException {
        return files("refused");
    }

    static Stream<Path> accepted() throws IOException {
        return Stream.concat(files("examples"), files("full"));
    }

    private static Stream<Path> files(String folder) throws IOException {
        try (var files = Files.list(CORPUS.resolve(folder))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    @DisplayName("The last document is refused with the sentence of the rule, those before are accepted")
    void refusedByTheSameRule(Path file) throws IOException {
        var sentence = Files.readAllLines(file).get(0).substring("# ".length());
        var documents = read(file);
        var last = documents.get(documents.size() - 1);
        assertThat(documents.subList(0, documents.size() - 1))
                .allSatisfy(d -> assertThat(VALIDATOR.check(d)).isEmpty());
        if (isAboutAChange(sentence)) {
            assertThat(VALIDATOR.check(last)).as("a file knows no before").isEmpty();
        } else {
            assertThat(VALIDATOR.check(last)).extracting(Finding::sentence).containsExactly(sentence);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    @DisplayName("Every manifest of the pages and every member there is are accepted")
    void accepted(Path file) throws IOException {
        assertThat(read(file))
                .isNotEmpty()
                .allSatisfy(d -> assertThat(VALIDATOR.check(d)).isEmpty());
    }

    @Test
    @DisplayName("Every rule that stands in a CRD can be read, and most of them are not about a change")
    void everyRuleCompiles() {
        var rules = new ArrayList<String>();
        CrdSchemas.load().values().forEach(schema -> collect(schema, rules));
        var here = rules.stream().filter(rule -> !CelRules.isTransition(rule)).toList();
        var cel = new CelRules();
        assertThat(here)
                .hasSizeGreaterThan(15)
                .allSatisfy(rule -> assertThat(cel.program(rule)).isNotNull());
        assertThat(rules).hasSizeGreaterThan(here.size());
    }

    private static void collect(JsonNode schema, List<String> rules) {
        schema.path("x-kubernetes-validations")
                .forEach(rule -> rules.add(rule.path("rule").asText()));
        schema.forEach(part -> collect(part, rules));
    }

    private static boolean isAboutAChange(String sentence) {
        var messages = new LinkedHashSet<String>();
        CrdSchemas.load().values().forEach(schema -> transitions(schema, messages));
        return messages.contains(sentence);
    }

    private static void transitions(JsonNode schema, LinkedHashSet<String> messages) {
        schema.path("x-kubernetes-validations").forEach(rule -> {
            if (CelRules.isTransition(rule.path("rule").asText())) {
                messages.add(rule.path("message").asText());
            }
        });
        schema.forEach(part -> transitions(part, messages));
    }

    private static List<Manifest> read(Path file) throws IOException {
        var manifests = ManifestReader.read(List.of(file));
        assertThat(manifests.problems()).isEmpty();
        return manifests.all();
    }
}
