package io.polytomic.operator.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who applied what: the part of server-side apply that a controller relies on. What a manager applies is merged into the
 * object; what it applied before and now leaves out is removed, unless another manager applies it as well. Lists belong
 * to the last writer as a whole, except those that Kubernetes treats as sets. There are no conflicts: every apply is forced.
 */
final class Appliers {

    private static final Set<String> SETS = Set.of("finalizers", "ownerReferences");

    private final Map<String, Map<String, JsonNode>> appliedByObject = new LinkedHashMap<>();

    /** The object after the apply; {@code object} stands for the uid and subresource, {@code current} stays as it is. */
    ObjectNode apply(String object, String manager, ObjectNode current, ObjectNode applied) {
        var managers = appliedByObject.computeIfAbsent(object, key -> new LinkedHashMap<>());
        var before = managers.put(manager, applied.deepCopy());
        var result = current.deepCopy();
        if (before != null) {
            removeAbandoned(result, before, applied, without(managers, manager));
        }
        merge(result, applied);
        return result;
    }

    /** An object is gone: its uid never comes back. */
    void forget(String object) {
        appliedByObject.remove(object);
    }

    private static List<JsonNode> without(Map<String, JsonNode> managers, String manager) {
        var others = new LinkedHashMap<>(managers);
        others.remove(manager);
        return new ArrayList<>(others.values());
    }

    private static void removeAbandoned(ObjectNode result, JsonNode before, JsonNode now, List<JsonNode> others) {
        before.properties().forEach(member -> {
            var name = member.getKey();
            var value = result.path(name);
            var othersHere = others.stream().map(other -> other.path(name)).toList();
            if (value instanceof ObjectNode nested && member.getValue().isObject()) {
                removeAbandoned(nested, member.getValue(), now.path(name), othersHere);
            }
            boolean stillApplied = now.has(name) || othersHere.stream().anyMatch(other -> !other.isMissingNode());
            boolean holdsMore =
                    value.isObject() && !value.isEmpty() && member.getValue().isObject();
            if (SETS.contains(name) && value instanceof ArrayNode set) {
                removeItems(set, member.getValue(), now.path(name), othersHere);
            } else if (!stillApplied && !holdsMore) {
                result.remove(name);
            }
        });
    }

    private static void removeItems(ArrayNode set, JsonNode before, JsonNode now, List<JsonNode> others) {
        for (var item : before) {
            if (!contains(now, item) && others.stream().noneMatch(other -> contains(other, item))) {
                set.remove(indexOf(set, item));
            }
        }
    }

    private static void merge(ObjectNode result, ObjectNode applied) {
        applied.properties().forEach(member -> {
            var name = member.getKey();
            var value = member.getValue();
            if (value.isNull()) {
                result.remove(name);
            } else if (value instanceof ObjectNode nested) {
                merge(result.path(name) instanceof ObjectNode here ? here : result.putObject(name), nested);
            } else if (SETS.contains(name) && result.path(name) instanceof ArrayNode set) {
                value.forEach(item -> addOnce(set, item));
            } else {
                result.set(name, value.deepCopy());
            }
        });
    }

    private static void addOnce(ArrayNode set, JsonNode item) {
        if (!contains(set, item)) {
            set.add(item.deepCopy());
        }
    }

    private static boolean contains(JsonNode list, JsonNode item) {
        return indexOf(list, item) >= 0;
    }

    private static int indexOf(JsonNode list, JsonNode item) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).equals(item)) {
                return i;
            }
        }
        return -1;
    }
}
