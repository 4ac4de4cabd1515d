package io.polytomic.operator.cli.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaError;

/** The ConfigMap is made from the Lua files beside it, and the Lua here has no more than Argo CD's. */
class CustomizationsTest {
    private static final Path SCRIPTS =
            Customizations.FOLDER.resolve("resource_customizations").resolve("sync.polytomic.com");

    private static final String HEAD = """
            # Made from resource_customizations/ by CustomizationsTest; rewrite it with -Dgolden.update=true, never by hand.
            # Only adds keys to Argo CD's own ConfigMap:
            #   kubectl apply --server-side --field-manager=polytomic -n argocd -f argocd-cm.yaml
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: argocd-cm
              labels:
                app.kubernetes.io/name: argocd-cm
                app.kubernetes.io/part-of: argocd
            data:
            """;

    private static JsonNode object(String json) throws IOException {
        return new ObjectMapper().readTree(json);
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static String block(String name, String text, int depth) {
        return (name + ": |\n" + text.stripTrailing().indent(2)).indent(depth).replaceAll("(?m)^ +$", "");
    }

    private static String generated() throws IOException {
        var text = new StringBuilder(HEAD);
        for (var kind : inside(SCRIPTS)) {
            var key = "sync.polytomic.com_" + kind.getFileName();
            text.append(
                    block("resource.customizations.health." + key, Files.readString(kind.resolve("health.lua")), 2));
            var actions = kind.resolve("actions");
            if (Files.isDirectory(actions)) {
                text.append(block("resource.customizations.actions." + key, actions(actions), 2));
            }
        }
        return text.toString();
    }

    private static String actions(Path folder) throws IOException {
        var text = new StringBuilder(block("discovery.lua", Files.readString(folder.resolve("discovery.lua")), 0))
                .append("definitions:\n");
        for (var action : inside(folder)) {
            if (Files.isDirectory(action)) {
                text.append("  - name: ").append(action.getFileName()).append('\n');
                text.append(block("action.lua", Files.readString(action.resolve("action.lua")), 4));
            }
        }
        return text.toString();
    }

    @Test
    @DisplayName("argocd-cm.yaml holds the Lua files, and nothing else")
    void generatedFromTheFiles() throws IOException {
        var path = Customizations.FOLDER.resolve("argocd-cm.yaml");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(path, generated());
        }
        assertThat(path).content().isEqualTo(generated());
    }

    @Test
    @DisplayName("Every kind has a health script, and the first thing it asks is whether the generation was seen")
    void everyKind() throws IOException {
        var crds = Customizations.FOLDER.resolveSibling("../crds").normalize();
        for (var crd : inside(crds)) {
            if (crd.toString().endsWith(".yml")) {
                var kind = Files.readString(crd).replaceAll("(?s).*\n    kind: (\\w+)\n.*", "$1");
                var seen = object("""
                        {"kind": "%s", "metadata": {"name": "x", "generation": 3}, "spec": {},
                         "status": {"observedGeneration": 2, "conditions": [
                            {"type": "Ready", "status": "True", "reason": "Synced", "message": "Of before."}]}}
                        """.formatted(kind));
                assertThat(Customizations.shipped().health(seen)).as(kind).isEqualTo("Progressing");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return string.lower('X')",
                "return ('X'):lower()",
                "return math.floor(1.5)",
                "return os.time()",
                "return require('os').getenv('HOME')",
                "return require('io').read()",
                "return table.unpack({1})"
            })
    @DisplayName("What Argo CD's Lua has not is not there in these tests either")
    void restricted(String script) {
        assertThatThrownBy(() -> ArgoLua.run(script, object("{}"))).isInstanceOf(LuaError.class);
    }

    @Test
    @DisplayName("What it has is there: base, table, require('os') with time and date")
    void available() throws IOException {
        assertThat(ArgoLua.run("return {n = #obj.list, all = table.concat(obj.list, '-')}", object("{\"list\":[1,2]}")))
                .isEqualTo(object("{\"n\":2,\"all\":\"1-2\"}"));
        assertThat(ArgoLua.run("local os = require('os') return os.date('!%Y', os.time())", object("{}"))
                        .asText())
                .matches("20\\d\\d");
    }

    @Test
    @DisplayName("The patch of an action holds what it changed and nothing else, empty objects and lists included")
    void mergePatch() throws IOException {
        var live = object("""
                {"metadata": {"annotations": {"a": "1", "b": "2"}}, "spec": {"configuration": {}, "list": [], "n": 3,
                 "deep": [{"x": {}, "y": 1}]}}
                """);
        assertThat(Customizations.mergePatch(live, ArgoLua.run("return obj", live)))
                .isEmpty();
        assertThat(Customizations.mergePatch(
                        live, ArgoLua.run("obj.metadata.annotations.a = nil obj.spec.n = 4 return obj", live)))
                .isEqualTo(object("{\"metadata\": {\"annotations\": {\"a\": null}}, \"spec\": {\"n\": 4}}"));
    }
}
