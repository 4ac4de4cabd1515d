package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The look-over at the end of each test does find what it looks for. */
class LintTest {

    @ParameterizedTest
    @ValueSource(strings = {Stage.KEY, "YWNtZS1rZXktWnE3THcyWGM5NFRuQjg="})
    @DisplayName("An API key is found, in clear and in Base64")
    void key(String text) {
        assertThatThrownBy(() -> Lint.noKeyIn(List.of("fine", "Authorization: Bearer " + text)))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"type\": \"Ready\", \"status\": \"True\", \"reason\": \"A\", \"message\": \"m\"}]",
                "[{\"type\": \"Ready\", \"status\": \"True\", \"reason\": \"A\", \"message\": \"m\", \"observedGeneration\": 2}]",
                "[{\"type\": \"Stalled\", \"status\": \"True\", \"reason\": \"A\", \"message\": \"m\", \"observedGeneration\": 1}, {\"type\": \"Ready\", \"status\": \"True\", \"reason\": \"A\", \"message\": \"m\", \"observedGeneration\": 1}]",
                "[{\"type\": \"Ready\", \"status\": \"False\", \"reason\": \"A\", \"message\": \"java.io.IOException: x\", \"observedGeneration\": 1}]"
            })
    @DisplayName("A condition without generation or ahead of it, Ready beside Stalled, and a raw exception are found")
    void condition(String conditions) {
        var object = Stage.json("""
                {"kind": "BulkSync", "metadata": {"name": "a", "generation": 1}, "status": {"conditions": %s}}
                """.formatted(conditions));
        assertThatThrownBy(() -> Lint.object(object)).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"f:spec\": {}}", "{\"f:metadata\": {\"f:labels\": {}}}"})
    @DisplayName("An operator that writes into spec or labels is found")
    void ownership(String fields) {
        var entry = Stage.json("{\"manager\": \"polytomic-operator\", \"fieldsV1\": %s}".formatted(fields));
        assertThatThrownBy(() -> Lint.ownership("a", entry)).isInstanceOf(AssertionError.class);
    }
}
