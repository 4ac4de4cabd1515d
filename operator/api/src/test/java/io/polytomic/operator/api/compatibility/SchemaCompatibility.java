package io.polytomic.operator.api.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;

/** One schema beside the older one of the same place: may every value that was valid then still be written and read? */
final class SchemaCompatibility {
    private static final List<String> LOWER = List.of("minimum", "minLength", "minItems", "minProperties");
    private static final List<String> UPPER = List.of("maximum", "maxLength", "maxItems", "maxProperties");

    /** Any change of these is one for users: another shape, another merge, another value where none is stated. */
    private static final List<String> FIXED = List.of(
            "type",
            "format",
            "pattern",
            "default",
            "nullable",
            "x-kubernetes-int-or-string",
            "x-kubernetes-list-type",
            "x-kubernetes-list-map-keys",
            "x-kubernetes-map-type");

    private final List<String> problems;

    SchemaCompatibility(List<String> problems) {
        this.problems = problems;
    }

    void compare(String path, JsonNode released, JsonNode now) {
        FIXED.forEach(word -> fixed(path, word, released.path(word), now.path(word)));
        LOWER.forEach(word -> bound(path, word, released.path(word), now.path(word), 1));
        UPPER.forEach(word -> bound(path, word, released.path(word), now.path(word), -1));
        words(path, released.path("enum"), now.path("enum"));
        required(path, released, now);
        rules(path, released, now);
        openness(path, released, now);
        members(path, released, now);
        inner(path + "[]", released.path("items"), now.path("items"));
        inner(path + ".*", released.path("additionalProperties"), now.path("additionalProperties"));
    }

    private void fixed(String path, String word, JsonNode released, JsonNode now) {
        boolean opened = word.equals("pattern") && now.isMissingNode();
        if (!released.equals(now) && !opened) {
            problems.add("%s: %s changed from %s to %s".formatted(path, word, text(released), text(now)));
        }
    }

    /** @param direction 1 when a larger bound is closer, -1 when a smaller one is */
    private void bound(String path, String word, JsonNode released, JsonNode now, int direction) {
        if (now.isMissingNode()) {
            return;
        }
        if (released.isMissingNode() || direction * value(now).compareTo(value(released)) > 0) {
            problems.add("%s: %s is closer, %s instead of %s".formatted(path, word, text(now), text(released)));
        }
    }

    private void words(String path, JsonNode released, JsonNode now) {
        if (now.isMissingNode()) {
            return;
        }
        if (released.isMissingNode()) {
            problems.add("%s: only listed words are allowed now".formatted(path));
        }
        for (var word : released) {
            if (!CrdCompatibility.contains(now, word)) {
                problems.add("%s: the word %s is gone".formatted(path, word.asText()));
            }
        }
    }

    private void required(String path, JsonNode released, JsonNode now) {
        for (var member : now.path("required")) {
            if (!CrdCompatibility.contains(released.path("required"), member)) {
                problems.add("%s: %s is required now".formatted(path, member.asText()));
            }
        }
    }

    /** A new rule is fair when it speaks of a member that is new itself: no older object has that. */
    private void rules(String path, JsonNode released, JsonNode now) {
        for (var rule : now.path("x-kubernetes-validations")) {
            var text = rule.path("rule").asText();
            boolean known = false;
            for (var old : released.path("x-kubernetes-validations")) {
                known |= old.path("rule").asText().equals(text);
            }
            if (!known && !isAboutSomethingNew(text, released, now)) {
                problems.add("%s: a rule more, %s".formatted(path, text));
            }
        }
    }

    private static boolean isAboutSomethingNew(String rule, JsonNode released, JsonNode now) {
        return now.path("properties").properties().stream()
                .map(member -> member.getKey())
                .filter(name -> !released.path("properties").has(name))
                .anyMatch(name -> rule.matches("(?s).*\\bself\\.%s\\b.*".formatted(name)));
    }

    private void openness(String path, JsonNode released, JsonNode now) {
        var word = "x-kubernetes-preserve-unknown-fields";
        if (released.path(word).asBoolean() && !now.path(word).asBoolean()) {
            problems.add("%s: members that are not listed are dropped now".formatted(path));
        }
    }

    private void members(String path, JsonNode released, JsonNode now) {
        released.path("properties").properties().forEach(member -> {
            var place = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
            var there = now.path("properties").path(member.getKey());
            if (there.isMissingNode()) {
                problems.add("%s: is gone".formatted(place));
            } else {
                compare(place, member.getValue(), there);
            }
        });
    }

    private void inner(String path, JsonNode released, JsonNode now) {
        if (!released.isMissingNode() && now.isMissingNode()) {
            problems.add("%s: is gone".formatted(path));
        } else if (released.isObject()) {
            compare(path, released, now);
        }
    }

    private static BigDecimal value(JsonNode number) {
        return number.decimalValue();
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? "none" : value.toString();
    }
}
