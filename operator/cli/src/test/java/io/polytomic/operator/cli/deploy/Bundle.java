package io.polytomic.operator.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polytomic.operator.cli.cluster.CiScript;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Kubernetes objects as they were rendered, by kind, namespace and name, in the order in which they are applied. */
public record Bundle(Map<String, ObjectNode> objects) {
    public static final Path DEPLOY = CiScript.repositoryRoot().resolve("deploy");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANY = "a YAML of many documents";

    /** Two objects of one key are an error: one of them would be lost when applied. */
    public static Bundle of(String yaml) {
        var objects = new LinkedHashMap<String, ObjectNode>();
        var settings = LoadSettings.builder().setLabel(MANY).build();
        for (var document : new Load(settings).loadAllFromString(yaml)) {
            if (document != null) {
                ObjectNode object = JSON.valueToTree(document);
                if (objects.put(key(object), object) != null) {
                    throw new IllegalArgumentException(key(object) + " is there twice");
                }
            }
        }
        return new Bundle(objects);
    }

    private static String key(JsonNode object) {
        var metadata = object.path("metadata");
        return "%s %s/%s"
                .formatted(
                        object.path("kind").asText(),
                        metadata.path("namespace").asText("-"),
                        metadata.path("name").asText());
    }

    /** An overlay as kubectl renders it. */
    public static Bundle kustomize(String folder) {
        return of(yamlOf(folder));
    }

    public static String yamlOf(String folder) {
        var kubectl = CiScript.CONTROL_PLANE.run().resolve("kubectl").toString();
        var path = DEPLOY.resolve("kustomize").resolve(folder).toString();
        return Command.run(List.of(kubectl, "kustomize", path)).orFail();
    }

    public Bundle only(Predicate<JsonNode> wanted) {
        return new Bundle(objects.entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new)));
    }

    public Bundle ofKinds(String... kinds) {
        return only(object -> List.of(kinds).contains(object.path("kind").asText()));
    }

    public JsonNode get(String kindAndName) {
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().replaceFirst(" .*/", "/").equals(kindAndName))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + kindAndName + " among " + objects.keySet()));
    }

    /** As text for {@code kubectl apply -f -}: JSON is YAML. */
    public String yaml() {
        return objects.values().stream().map(ObjectNode::toString).collect(Collectors.joining("\n---\n"));
    }
}
