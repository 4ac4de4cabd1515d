package io.polytomic.operator.api.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CrdCompatibilityTest {
    private static final String CRD = """
            spec:
              group: example.com
              scope: Namespaced
              names: {kind: Widget, plural: widgets, shortNames: [wi]}
              versions:
                - name: v1
                  served: true
                  subresources: {status: {}}
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties:
                        size: {type: integer, minimum: 1, maximum: 10}
                        mode: {type: string, enum: [fast, slow], maxLength: 9}
                        note: {type: string, pattern: "^a"}
                        more: {type: object, x-kubernetes-preserve-unknown-fields: true}
                        parts:
                          type: array
                          x-kubernetes-list-type: map
                          items: {type: object, required: [id], properties: {id: {type: string}, weight: {type: number}}}
                        labels: {type: object, additionalProperties: {type: string, maxLength: 5}}
                      x-kubernetes-validations: [{rule: "self.size > 0"}]
            """;

    private static Arguments change(String name, String from, String to, String... problems) {
        return arguments(name, from, to, problems);
    }

    static Stream<Arguments> narrower() {
        return Stream.of(
                change("a member removed", "weight: {type: number}", "", "parts[].weight: is gone"),
                change("a word removed", "[fast, slow]", "[fast]", "mode: the word slow is gone"),
                change(
                        "words where any were allowed",
                        "pattern: \"^a\"",
                        "enum: [a], pattern: \"^a\"",
                        "note: only listed words are allowed now"),
                change("a lower bound raised", "minimum: 1,", "minimum: 2,", "size: minimum is closer, 2 instead of 1"),
                change(
                        "an upper bound lowered",
                        "maximum: 10",
                        "maximum: 9",
                        "size: maximum is closer, 9 instead of 10"),
                change(
                        "a bound where none was",
                        "weight: {type: number}",
                        "weight: {type: number, minimum: 0}",
                        "parts[].weight: minimum is closer, 0 instead of none"),
                change(
                        "a bound of map values",
                        "maxLength: 5",
                        "maxLength: 4",
                        "labels.*: maxLength is closer, 4 instead of 5"),
                change("another pattern", "^a", "^b", "note: pattern changed from \"^a\" to \"^b\""),
                change("newly required", "required: [id]", "required: [id, weight]", "parts[]: weight is required now"),
                change(
                        "another type",
                        "size: {type: integer",
                        "size: {type: string",
                        "size: type changed from \"integer\" to \"string\""),
                change(
                        "a default where none was",
                        "maxLength: 9",
                        "maxLength: 9, default: fast",
                        "mode: default changed from none to \"fast\""),
                change(
                        "another list type",
                        "list-type: map",
                        "list-type: atomic",
                        "parts: x-kubernetes-list-type changed from \"map\" to \"atomic\""),
                change(
                        "closed to unknown members",
                        "x-kubernetes-preserve-unknown-fields: true",
                        "x-kubernetes-preserve-unknown-fields: false",
                        "more: members that are not listed are dropped now"),
                change(
                        "a rule more",
                        "self.size > 0\"}",
                        "self.size > 0\"}, {rule: \"self.size < 5\"}",
                        ": a rule more, self.size < 5"),
                change("version not served", "served: true", "served: false", "version v1 is not served any more"),
                change("no status", "subresources: {status: {}}", "subresources: {}", "the subresource status is gone"),
                change(
                        "another plural",
                        "plural: widgets",
                        "plural: wids",
                        "names/plural changed from widgets to wids"),
                change("a short name gone", "shortNames: [wi]", "shortNames: [wg]", "short name wi is gone"));
    }

    static Stream<Arguments> wider() {
        return Stream.of(
                change("nothing", "size", "size"),
                change(
                        "a member more",
                        "weight: {type: number}",
                        "weight: {type: number}, color: {type: string, enum: [red]}"),
                change(
                        "a new member with required ones of its own",
                        "note:",
                        "extra: {type: object, required: [a], properties: {a: {type: string}}}\n            note:"),
                change("a word more", "[fast, slow]", "[fast, slow, idle]"),
                change("a wider bound", "maximum: 10", "maximum: 11"),
                change("no bound any more", "minimum: 1, maximum: 10", "description: any"),
                change("no pattern any more", ", pattern: \"^a\"", ""),
                change("not required any more", "required: [id], ", ""),
                change("a rule less", "{rule: \"self.size > 0\"}", ""),
                change("another description", "minimum: 1,", "minimum: 1, description: how large,"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("narrower")
    @DisplayName("What takes something away is named, with its place, and nothing else is")
    void narrower(String name, String from, String to, String[] problems) throws JsonProcessingException {
        assertThat(problemsOf(from, to)).containsExactly(problems);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wider")
    @DisplayName("What only adds or loosens is no problem")
    void wider(String name, String from, String to, String[] none) throws JsonProcessingException {
        assertThat(problemsOf(from, to)).isEmpty();
    }

    @Test
    @DisplayName("A rule about a member that is new with it is no problem")
    void ruleOfANewMember() throws JsonProcessingException {
        var now = CRD.replace("        note:", "        color: {type: string}\n            note:")
                .replace("self.size > 0\"}", "self.size > 0\"}, {rule: \"!has(self.color) || self.size > 2\"}");
        assertThat(CrdCompatibility.problems(tree(CRD), tree(now))).isEmpty();
    }

    private static List<String> problemsOf(String from, String to) throws JsonProcessingException {
        assertThat(CRD).contains(from);
        return CrdCompatibility.problems(tree(CRD), tree(CRD.replace(from, to)));
    }

    private static JsonNode tree(String yaml) throws JsonProcessingException {
        return new ObjectMapper(new YAMLFactory()).readTree(yaml);
    }
}
