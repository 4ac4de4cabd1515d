package io.polytomic.operator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polytomic.operator.cli.manifest.Lines;
import io.polytomic.operator.cli.manifest.Manifest;
import io.polytomic.operator.cli.manifest.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Manifests, good and bad: those of operator/api as they stand, and each of them with one thing changed, by a name. */
final class Corpus {
    private static final Path FOLDER =
            Path.of(System.getProperty("repository.root"), "operator", "api", "src", "test", "resources");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, Manifest> manifests = new LinkedHashMap<>();

    static Map<String, Manifest> read() throws IOException {
        var corpus = new Corpus();
        for (var folder : List.of("full", "examples", "refused")) {
            try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
                for (var file : files.sorted().toList()) {
                    corpus.file(folder, file);
                }
            }
        }
        return corpus.manifests;
    }

    private void file(String folder, Path file) throws IOException {
        int number = 0;
        for (var manifest : ManifestReader.read(List.of(file)).all()) {
            var name = folder + "/" + file.getFileName() + "#" + number++;
            add(name, manifest.content());
            if (!folder.equals("refused")) {
                metadata(name, manifest.content());
                mutate(name, manifest.content(), List.of("spec"), folder.equals("full"));
            }
        }
    }

    private void add(String name, ObjectNode content) {
        manifests.put(name, new Manifest(name, new Lines(Map.of(), 1), content));
    }

    /** @param all every mutation of each part, else one of them, in turn */
    private void mutate(String name, ObjectNode whole, List<Object> path, boolean all) {
        var value = at(whole, path);
        var variants = variants(value);
        int turn = manifests.size() % variants.size();
        for (int i = 0; i < variants.size(); i++) {
            if (all || i == turn) {
                add(name + " " + path + " := " + variants.get(i), with(whole, path, variants.get(i)));
            }
        }
        if (all) {
            add(name + " " + path + " removed", with(whole, path, null));
        }
        if (value.isObject()) {
            var unknown = with(whole, path, value.deepCopy());
            ((ObjectNode) at(unknown, path)).put("unknownMember", 1);
            add(name + " " + path + " with an unknown member", unknown);
            value.fieldNames().forEachRemaining(key -> mutate(name, whole, append(path, key), all));
        } else if (value.isArray() && !value.isEmpty()) {
            var twice = with(whole, path, value.deepCopy());
            ((ArrayNode) at(twice, path)).add(value.get(0).deepCopy());
            add(name + " " + path + " with its first item twice", twice);
            mutate(name, whole, append(path, 0), all);
        }
    }

    /** Values of every type, and at and beyond usual bounds. */
    private static List<JsonNode> variants(JsonNode value) {
        var variants = new ArrayList<JsonNode>();
        variants.add(JSON.nullNode());
        variants.add(JSON.textNode("x y"));
        variants.add(JSON.numberNode(-1));
        variants.add(JSON.objectNode());
        variants.add(JSON.arrayNode());
        variants.add(JSON.booleanNode(true));
        if (value.isTextual()) {
            variants.add(JSON.textNode(""));
            variants.add(JSON.textNode("é".repeat(600)));
            variants.add(JSON.textNode(value.asText().toUpperCase(Locale.ROOT)));
        } else if (value.isNumber()) {
            variants.add(JSON.numberNode(1.5));
            variants.add(JSON.numberNode(2.0));
            variants.add(JSON.numberNode(5_000_000_000L));
        }
        return variants;
    }

    private void metadata(String name, ObjectNode whole) {
        Map<String, JsonNode> changes = new LinkedHashMap<>();
        changes.put("name", JSON.textNode("Not_a_name"));
        changes.put("labels", JSON.objectNode().put("good", "fine-1.x"));
        changes.put("annotations", JSON.objectNode().put("a", true));
        changes.put("unknown", JSON.textNode("x"));
        changes.forEach((key, value) ->
                add(name + " metadata." + key + " := " + value, with(whole, List.of("metadata", key), value)));
        add(
                name + " label value",
                with(whole, List.of("metadata", "labels"), JSON.objectNode().put("bad", "not a label value")));
        add(name + " unknown top", with(whole, List.of("unknownTop"), JSON.numberNode(1)));
    }

    private static List<Object> append(List<Object> path, Object step) {
        return Stream.concat(path.stream(), Stream.of(step)).toList();
    }

    private static JsonNode at(JsonNode whole, List<Object> path) {
        var value = whole;
        for (var step : path) {
            value = step instanceof Integer index ? value.get(index) : value.get((String) step);
        }
        return value;
    }

    /** @param value null to take the part away */
    private static ObjectNode with(ObjectNode whole, List<Object> path, JsonNode value) {
        var copy = whole.deepCopy();
        var parent = at(copy, path.subList(0, path.size() - 1));
        var step = path.get(path.size() - 1);
        if (parent instanceof ArrayNode list) {
            int index = (Integer) step;
            if (value == null) {
                list.remove(index);
            } else {
                list.set(index, value);
            }
        } else if (value == null) {
            ((ObjectNode) parent).remove((String) step);
        } else {
            ((ObjectNode) parent).set((String) step, value);
        }
        return copy;
    }
}
