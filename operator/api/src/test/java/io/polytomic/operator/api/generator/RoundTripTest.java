package io.polytomic.operator.api.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs on the mapper of the Kubernetes client, the one the operator reads and writes with. */
class RoundTripTest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    /** Not stated in the full example, since their counterpart is. */
    private static final Set<String> ALTERNATIVES = Set.of(
            "bulksync.spec.source.connectionName", "bulksync.spec.destination.connectionId", "modelsync.spec.name");

    private final KubernetesSerialization kubernetes = new KubernetesSerialization();

    @ParameterizedTest
    @EnumSource
    @DisplayName("What a manifest states comes back as it was: \"\", [], 0 and nested JSON included")
    void lossless(Kind kind) throws JsonProcessingException {
        var written = Resources.read(kind.fullFile());
        var read = kubernetes.unmarshal(written, kind.resource);
        assertThat(pretty(JSON.readTree(kubernetes.asJson(read)))).isEqualTo(pretty(plain(written)));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The full example states every field there is, one of each two alternatives")
    void complete(Kind kind) throws JsonProcessingException {
        var stated = new LinkedHashSet<String>();
        paths("", plain(Resources.read(kind.fullFile())), stated);
        for (var part : List.of("spec", "status")) {
            Schemas.visit(part, Crd.of(kind).schema().path("properties").path(part), (path, node) -> {
                if (!ALTERNATIVES.contains(kind.singular() + "." + path)) {
                    assertThat(stated).contains(path);
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A member this operator does not know is passed over")
    void unknown(Kind kind) {
        var manifest = Resources.read(kind.fullFile()).replace("\nspec:\n", "\nspec:\n  fromTheFuture: {a: [1]}\n");
        assertThat(manifest).contains("fromTheFuture");
        assertThat(kubernetes.unmarshal(manifest, kind.resource).getSpec()).isNotNull();
    }

    private static JsonNode plain(String yaml) throws JsonProcessingException {
        return JSON.readTree(JSON.writeValueAsString(Crd.YAML.readTree(yaml)));
    }

    private static String pretty(JsonNode node) throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.convertValue(node, Object.class));
    }

    private static void paths(String path, JsonNode node, Set<String> found) {
        found.add(path);
        node.properties()
                .forEach(member -> paths(
                        path.isEmpty() ? member.getKey() : path + "." + member.getKey(), member.getValue(), found));
        if (node.isArray()) {
            node.forEach(item -> paths(path + "[]", item, found));
        }
    }
}
