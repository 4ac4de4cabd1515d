package io.polytomic.operator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.api.v1alpha1.ApiGroup;
import io.polytomic.operator.cli.manifest.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schemas of the CRDs that this jar carries. */
public final class CrdSchemas {
    private static final List<String> NAMES = List.of(
            "polytomicorganizations.sync.polytomic.com",
            "bulksyncs.sync.polytomic.com",
            "bulksyncruns.sync.polytomic.com",
            "modelsyncs.sync.polytomic.com");

    private CrdSchemas() {}

    /** By kind. */
    static Map<String, JsonNode> load() {
        var schemas = new LinkedHashMap<String, JsonNode>();
        specs().values()
                .forEach(spec -> schemas.put(spec.path("names").path("kind").asText(), schema(spec)));
        return schemas;
    }

    /** By the name of the CRD. */
    public static Map<String, JsonNode> byName() {
        var schemas = new LinkedHashMap<String, JsonNode>();
        specs().forEach((name, spec) -> schemas.put(name, schema(spec)));
        return schemas;
    }

    private static Map<String, JsonNode> specs() {
        var specs = new LinkedHashMap<String, JsonNode>();
        for (var name : NAMES) {
            try (var in = CrdSchemas.class.getResourceAsStream("/crds/" + name + "-v1.yml")) {
                if (in != null) {
                    specs.put(name, Yaml.read(in).path("spec"));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return specs;
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
