package io.polytomic.operator.cli.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;

/** What deploy/argocd/argocd-cm.yaml makes Argo CD say and do about an object. */
public final class Customizations {
    public static final Path FOLDER = Path.of(System.getProperty("repository.root", "../.."))
            .toAbsolutePath()
            .normalize()
            .resolve("deploy/argocd");

    private static final ObjectMapper YAML = new YAMLMapper();
    private static final Set<String> WORDS = Set.of("Healthy", "Progressing", "Suspended", "Degraded");

    private final JsonNode data;

    private Customizations(JsonNode data) {
        this.data = data;
    }

    /** As shipped. */
    public static Customizations shipped() {
        try {
            return new Customizations(
                    YAML.readTree(FOLDER.resolve("argocd-cm.yaml").toFile()).path("data"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Argo CD shows beside the health of a live object. */
    public String message(JsonNode object) {
        return told(object).path("message").asText();
    }

    /** The health of a live object: a word of Argo CD's; a script that fails, or says another word, fails the test. */
    public String health(JsonNode object) {
        var health = told(object);
        assertThat(health.path("status").asText()).as("%s", health).isIn(WORDS);
        assertThat(health.path("message").asText()).as("%s", object).isNotBlank();
        return health.path("status").asText();
    }

    private JsonNode told(JsonNode object) {
        var script = data.path("resource.customizations.health." + key(object));
        assertThat(script.isTextual()).as("a health script for %s", key(object)).isTrue();
        return ArgoLua.run(script.asText(), object);
    }

    /** Whether a person could click it now. */
    public boolean offers(String action, JsonNode object) {
        var offered = ArgoLua.run(actions(object).path("discovery.lua").asText(), object);
        assertThat(offered.has(action)).as("%s of %s", action, offered).isTrue();
        return !offered.path(action).path("disabled").asBoolean();
    }

    /** What the action returns: the changed object, or a list of what is to be created. */
    public JsonNode act(String action, JsonNode object) {
        assertThat(offers(action, object))
                .as("%s is offered for %s", action, object)
                .isTrue();
        for (var definition : actions(object).path("definitions")) {
            if (action.equals(definition.path("name").asText())) {
                return ArgoLua.run(definition.path("action.lua").asText(), object);
            }
        }
        throw new AssertionError("No action " + action + " for " + key(object));
    }

    /** The merge patch that Argo CD sends for the changed object. */
    public static ObjectNode mergePatch(JsonNode live, JsonNode changed) {
        var patch = YAML.createObjectNode();
        live.fieldNames().forEachRemaining(name -> {
            if (!changed.has(name)) {
                patch.putNull(name);
            }
        });
        changed.properties().forEach(entry -> {
            var before = live.get(entry.getKey());
            var after = entry.getValue();
            boolean emptied = before != null && before.isObject() && after.isArray() && after.isEmpty();
            if (before != null && before.isObject() && (after.isObject() || emptied)) {
                var inner = mergePatch(before, emptied ? YAML.createObjectNode() : after);
                if (!inner.isEmpty() && !(emptied && before.isEmpty())) {
                    patch.set(entry.getKey(), inner);
                }
            } else if (before == null || !sameList(before, after)) {
                patch.set(entry.getKey(), after);
            }
        });
        return patch;
    }

    private static boolean sameList(JsonNode before, JsonNode after) {
        if (!before.isArray() || !after.isArray() || before.size() != after.size()) {
            return before.equals(after)
                    || before.isNumber() && after.isNumber() && before.asDouble() == after.asDouble();
        }
        for (int i = 0; i < before.size(); i++) {
            var wrapped = mergePatch(
                    YAML.createObjectNode().set("it", before.get(i)),
                    YAML.createObjectNode().set("it", after.get(i)));
            if (!wrapped.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private JsonNode actions(JsonNode object) {
        try {
            return YAML.readTree(
                    data.path("resource.customizations.actions." + key(object)).asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(JsonNode object) {
        return "sync.polytomic.com_" + object.path("kind").asText();
    }
}
