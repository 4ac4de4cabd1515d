package io.polytomic.operator.cli.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** Text to tree and back; what is not an object is an {@link IllegalArgumentException} with a sentence. */
final class Json {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();

    private Json() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** An object, as JSON or as YAML. */
    static ObjectNode object(String text) {
        if (tree(text) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("An object is expected.");
    }

    static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return yaml(text);
        }
    }

    private static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Neither JSON nor YAML: " + e.getOriginalMessage(), e);
        }
    }

    static ObjectNode metadata(ObjectNode resource) {
        return resource.path("metadata") instanceof ObjectNode here ? here : resource.putObject("metadata");
    }
}
