package io.polytomic.operator.cli.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Schemas of the CRDs, walked by path. */
final class Crd {
    private Crd() {}

    static JsonNode schema(Path crds, String kind) {
        try (var files = Files.list(crds)) {
            for (var file : files.filter(f -> f.toString().endsWith(".yml")).toList()) {
                var spec = Shipped.YAML.readTree(file.toFile()).path("spec");
                if (spec.path("names").path("kind").asText().equals(kind)) {
                    var schema = spec.path("versions").path(0).path("schema").path("openAPIV3Schema");
                    return withMetadata((ObjectNode) schema);
                }
            }
            throw new AssertionError("No CRD for " + kind);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode withMetadata(ObjectNode schema) {
        var metadata =
                ((ObjectNode) schema.path("properties")).putObject("metadata").putObject("properties");
        metadata.putObject("name");
        metadata.putObject("namespace");
        return schema;
    }

    /** The schema at a path; of a list its items. */
    static JsonNode at(JsonNode schema, JsonNode path, String kind) {
        var here = schema;
        for (var step : path) {
            here = here.path("properties").path(step.asText());
            assertThat(here.isMissingNode()).as("%s has no %s", kind, path).isFalse();
            here = here.has("items") ? here.path("items") : here;
        }
        return here;
    }
}
