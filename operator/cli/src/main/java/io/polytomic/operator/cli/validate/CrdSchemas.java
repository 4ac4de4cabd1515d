package io.polytomic.operator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.api.v1alpha1.ApiGroup;
import io.polytomic.operator.cli.manifest.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schemas of the CRDs that this jar carries, by kind. */
final class CrdSchemas {
    private static final List<String> FILES = List.of(
            "polytomicorganizations.sync.polytomic.com-v1.yml",
            "bulksyncs.sync.polytomic.com-v1.yml",
            "bulksyncruns.sync.polytomic.com-v1.yml",
            "modelsyncs.sync.polytomic.com-v1.yml");

    private CrdSchemas() {}

    static Map<String, JsonNode> load() {
        var schemas = new LinkedHashMap<String, JsonNode>();
        for (var file : FILES) {
            try (var in = CrdSchemas.class.getResourceAsStream("/crds/" + file)) {
                if (in != null) {
                    var spec = Yaml.read(in).path("spec");
                    schemas.put(spec.path("names").path("kind").asText(), schema(spec));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return schemas;
    }

    private static JsonNode schema(JsonNode spec) {
        for (var version : spec.path("versions")) {
            if (ApiGroup.VERSION.equals(version.path("name").asText())) {
                return version.path("schema").path("openAPIV3Schema");
            }
        }
        throw new IllegalStateException("a CRD has no version " + ApiGroup.VERSION);
    }
}
