package io.polytomic.operator.api.generator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The CustomResourceDefinition of one kind, as a tree. */
record Crd(Kind kind, ObjectNode tree) {
    static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();
    private static final String HEADER = "# Made from the records of operator/api; do not edit. Rewrite with"
            + " mvn -pl operator/api test -Dgolden.update=true\n";

    static Crd of(Kind kind) {
        var tree = generated(kind);
        var version = (ObjectNode) tree.path("spec").path("versions").path(0);
        version.set("additionalPrinterColumns", declaredOrder(kind, version.path("additionalPrinterColumns")));
        var schema = new SchemaFinisher()
                .finishKind(kind, (ObjectNode) version.path("schema").path("openAPIV3Schema"));
        version.set("schema", YAML.createObjectNode().set("openAPIV3Schema", schema));
        return new Crd(kind, tree);
    }

    ObjectNode schema() {
        return (ObjectNode) tree.at("/spec/versions/0/schema/openAPIV3Schema");
    }

    String yaml() {
        try {
            return HEADER + YAML.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode generated(Kind kind) {
        var output = new InMemory();
        new CRDGenerator()
                .forCRDVersions("v1")
                .withOutput(output)
                .customResourceClasses(kind.resource)
                .generate();
        try {
            return (ObjectNode) YAML.readTree(output.text());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fabric8 sorts columns by path, which puts Age first. */
    private static ArrayNode declaredOrder(Kind kind, JsonNode columns) {
        Map<String, JsonNode> byName = new TreeMap<>();
        columns.forEach(column -> byName.put(column.path("name").asText(), column));
        var ordered = YAML.createArrayNode();
        for (var declared : kind.resource.getAnnotationsByType(AdditionalPrinterColumn.class)) {
            var column = (ObjectNode) byName.get(declared.name());
            if (declared.priority() == 0) {
                column.remove("priority"); // the API server drops it, and a second apply would see a difference
            }
            ordered.add(column);
        }
        return ordered;
    }

    private static final class InMemory extends CRDGenerator.AbstractCRDOutput<ByteArrayOutputStream> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        protected ByteArrayOutputStream createStreamFor(String crdName) {
            return bytes;
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
