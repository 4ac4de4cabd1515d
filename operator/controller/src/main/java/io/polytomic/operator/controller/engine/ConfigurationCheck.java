package io.polytomic.operator.controller.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a configuration is one that the API describes. Sources disagree on how it describes one: by a JSON Schema, or by
 * a map of name to {default, required}. A description that is neither, or cannot be read, forbids nothing.
 */
final class ConfigurationCheck {
    private static final int SHOWN = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConfigurationCheck() {}

    /** What is wrong with it, as sentences that name the member; empty when nothing is. */
    static List<String> problems(JsonNode description, Map<?, ?> configuration) {
        JsonNode found = JSON.valueToTree(configuration);
        return isJsonSchema(description) ? validated(description, found) : missing(description, found);
    }

    private static boolean isJsonSchema(JsonNode description) {
        return description.path("$schema").isTextual()
                || description.path("type").isTextual()
                        && description.path("properties").isObject();
    }

    private static List<String> validated(JsonNode description, JsonNode found) {
        List<Error> errors;
        try {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(description);
            errors = schema.validate(found);
        } catch (RuntimeException unreadableDescription) {
            return List.of();
        }
        return errors.stream()
                .map(e -> (e.getInstanceLocation() + " " + e.getMessage()).strip())
                .sorted()
                .limit(SHOWN)
                .toList();
    }

    private static List<String> missing(JsonNode description, JsonNode found) {
        Set<String> missing = new TreeSet<>();
        description.properties().forEach(member -> {
            JsonNode value = member.getValue();
            boolean needed = value.path("required").asBoolean(false)
                    && (value.path("default").isMissingNode()
                            || value.path("default").isNull());
            if (needed && !found.hasNonNull(member.getKey())) {
                missing.add(member.getKey() + " is required");
            }
        });
        return missing.stream().limit(SHOWN).toList();
    }
}
