package io.polytomic.operator.controller.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.polytomic.operator.core.sync.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationCheckTest {
    @ParameterizedTest
    @DisplayName("A configuration is held against either description; what describes nothing forbids nothing")
    @CsvSource(delimiter = '|', textBlock = """
            {'schema': {'required': true}}                              | {}                  | schema is required
            {'schema': {'required': true}}                              | {'schema': null}    | schema is required
            {'schema': {'required': true, 'default': 'public'}}         | {}                  |
            {'schema': {'required': true}}                              | {'schema': 'a'}     |
            {'schema': {'required': false}}                             | {'unheard': 1}      |
            {'type': 'object', 'properties': {'n': {'type': 'integer'}}} | {'n': 100}          |
            {'type': 'object', 'properties': {'n': {'type': 'integer'}}} | {'n': 'a'}          | /n string found, integer expected
            {'type': 'object', 'properties': {}, 'required': ['schema']} | {}                  | required property 'schema' not found
            {'type': 'object', 'properties': {'n': {'$ref': 'http://127.0.0.1:1/x'}}} | {'n': 1} |
            {'type': 'nonsense', 'properties': {'n': {'pattern': '('}}} | {'n': 'a'}          |
            ['a list']                                                  | {'n': 1}            |
            """)
    void problems(String description, String configuration, String problem) {
        var found = (Map<?, ?>)
                Form.CONFIGURATION.canonical(new ObjectMapper().convertValue(json(configuration), Map.class));

        assertThat(ConfigurationCheck.problems(json(description), found))
                .isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
