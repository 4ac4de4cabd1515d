package io.polytomic.operator.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What one schema has and another has not: members, and words of an enum. Bounds and rules are not looked at. */
final class MissingMembers {
    private final List<String> found = new ArrayList<>();

    private MissingMembers() {}

    static List<String> of(JsonNode needed, JsonNode actual) {
        var missing = new MissingMembers();
        missing.compare("", needed, actual);
        return missing.found;
    }

    private void compare(String path, JsonNode needed, JsonNode actual) {
        if (actual.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            return;
        }
        needed.path("properties").properties().forEach(member -> {
            var place = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
            var there = actual.path("properties").path(member.getKey());
            if (there.isMissingNode()) {
                found.add(place);
            } else {
                compare(place, member.getValue(), there);
            }
        });
        compareInner(path + "[]", needed.path("items"), actual.path("items"));
        compareInner(path + ".*", needed.path("additionalProperties"), actual.path("additionalProperties"));
        words(path, needed.path("enum"), actual.path("enum"));
    }

    private void compareInner(String path, JsonNode needed, JsonNode actual) {
        if (needed.isObject()) {
            compare(path, needed, actual);
        }
    }

    private void words(String path, JsonNode needed, JsonNode actual) {
        var there = new HashSet<JsonNode>();
        actual.forEach(there::add);
        if (!there.isEmpty()) {
            needed.forEach(word -> {
                if (!there.contains(word)) {
                    found.add(path + ": " + word.asText());
                }
            });
        }
    }
}
