package io.polytomic.operator.cli.argocd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntimeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** The healthCheckExprs of examples/gitops/flux, judged in the order of Flux's RFC 0009: generation, failed, current. */
public final class FluxHealth {
    private static final ObjectMapper YAML = new YAMLMapper();

    private final Map<String, JsonNode> expressions = new HashMap<>();

    private FluxHealth(JsonNode kustomization) {
        kustomization
                .path("spec")
                .path("healthCheckExprs")
                .forEach(e -> expressions.put(e.path("kind").asText(), e));
    }

    public static FluxHealth shipped() {
        try {
            return new FluxHealth(YAML.readTree(Customizations.FOLDER
                    .resolve("../../examples/gitops/flux/prod.yaml")
                    .normalize()
                    .toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What waits for a person goes on until the timeout; all else is as kstatus says. */
    public static Kstatus expected(Kstatus kstatus, String argo) {
        return argo.equals("Suspended") ? Kstatus.IN_PROGRESS : kstatus;
    }

    /** Flux asks nothing of an object that is being deleted. */
    public boolean judges(JsonNode object) {
        return expressions.containsKey(object.path("kind").asText())
                && !object.path("metadata").hasNonNull("deletionTimestamp");
    }

    public Kstatus of(JsonNode object) {
        var expression = expressions.get(object.path("kind").asText());
        if (object.path("status").path("observedGeneration").asLong()
                != object.path("metadata").path("generation").asLong()) {
            return Kstatus.IN_PROGRESS;
        }
        if (holds(expression.path("failed").asText(), object)) {
            return Kstatus.FAILED;
        }
        return holds(expression.path("current").asText(), object) ? Kstatus.CURRENT : Kstatus.IN_PROGRESS;
    }

    private static boolean holds(String expression, JsonNode object) {
        try {
            var parsed = CelCompilerFactory.standardCelCompilerBuilder()
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .addVar("status", SimpleType.DYN)
                    .setResultType(SimpleType.BOOL)
                    .build()
                    .compile(expression)
                    .getAst();
            var status = YAML.convertValue(object.path("status"), Map.class);
            return (boolean) CelRuntimeFactory.standardCelRuntimeBuilder()
                    .build()
                    .createProgram(parsed)
                    .eval(Map.of("status", status));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new AssertionError(expression + ": " + e.getMessage(), e);
        }
    }
}
