package io.polytomic.operator.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One document of YAML nodes as JSON, with the line of each path. Bounded, since aliases may repeat what they name. */
final class YamlTree {
    private static final int MAX_VALUES = 200_000;
    private static final int MAX_DEPTH = 100;
    private static final String MERGE = "<<";

    /** What cannot be read, and where. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int line;

        Unreadable(int line, String sentence) {
            super(sentence);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    private final Map<String, Integer> lines = new HashMap<>();
    private int values;

    JsonNode read(Node root) {
        return value(root, "", 0);
    }

    Lines lines(Node root) {
        return new Lines(lines, line(root));
    }

    private JsonNode value(Node node, String path, int depth) {
        if (++values > MAX_VALUES || depth > MAX_DEPTH) {
            throw new Unreadable(
                    line(node),
                    "the document is too large once its aliases are followed (at most %d values, %d deep)."
                            .formatted(MAX_VALUES, MAX_DEPTH));
        }
        lines.putIfAbsent(path, line(node));
        if (node instanceof MappingNode mapping) {
            return object(mapping, path, depth);
        }
        if (node instanceof SequenceNode sequence) {
            var array = JsonNodeFactory.instance.arrayNode();
            int index = 0;
            for (var item : sequence.getValue()) {
                array.add(value(item, path + "[" + index++ + "]", depth + 1));
            }
            return array;
        }
        return scalar((ScalarNode) node);
    }

    private ObjectNode object(MappingNode mapping, String path, int depth) {
        var object = JsonNodeFactory.instance.objectNode();
        for (var tuple : mapping.getValue()) {
            if (!isMerge(tuple)) {
                var key = key(tuple);
                if (object.has(key)) {
                    throw new Unreadable(line(tuple.getKeyNode()), "the key \"" + key + "\" is given twice.");
                }
                var at = path.isEmpty() ? key : path + "." + key;
                lines.put(at, line(tuple.getKeyNode()));
                object.set(key, value(tuple.getValueNode(), at, depth + 1));
            }
        }
        mapping.getValue().stream().filter(YamlTree::isMerge).forEach(merge -> merge(object, merge, path, depth));
        return object;
    }

    private void merge(ObjectNode object, NodeTuple tuple, String path, int depth) {
        var merged = value(tuple.getValueNode(), path + "." + MERGE, depth + 1);
        var sources = merged instanceof ArrayNode list
                ? list
                : JsonNodeFactory.instance.arrayNode().add(merged);
        for (var source : sources) {
            source.properties().forEach(member -> object.putIfAbsent(member.getKey(), member.getValue()));
        }
    }

    private static boolean isMerge(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode key && key.isPlain() && MERGE.equals(key.getValue());
    }

    private static String key(NodeTuple tuple) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
            return key.getValue();
        }
        throw new Unreadable(line(tuple.getKeyNode()), "a key is not a text.");
    }

    private static JsonNode scalar(ScalarNode node) {
        var nodes = JsonNodeFactory.instance;
        var word = node.getValue();
        try {
            if (Tag.NULL.equals(node.getTag())) {
                return nodes.nullNode();
            }
            if (Tag.BOOL.equals(node.getTag())) {
                return nodes.booleanNode(ScalarWords.isTrue(word));
            }
            if (Tag.INT.equals(node.getTag())) {
                var integer = ScalarWords.integer(word);
                return integer.bitLength() < Long.SIZE
                        ? nodes.numberNode(integer.longValueExact())
                        : nodes.numberNode(integer);
            }
            return Tag.FLOAT.equals(node.getTag()) ? nodes.numberNode(ScalarWords.decimal(word)) : nodes.textNode(word);
        } catch (NumberFormatException e) {
            return nodes.textNode(word);
        } catch (ScalarWords.NoJsonNumber e) {
            throw new Unreadable(line(node), e.getMessage());
        }
    }

    /** Lines count from one for people. */
    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
