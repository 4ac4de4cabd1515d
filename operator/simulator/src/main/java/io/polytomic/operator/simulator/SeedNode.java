package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A place in a seed: reads members and says in one sentence what is wrong with them. */
record SeedNode(String file, String path, JsonNode node) {
    /** This node is an object with no other members than these. */
    SeedNode only(Collection<String> members) {
        if (!node.isObject()) {
            throw problem("", describe(node), "an object with " + new TreeSet<>(members));
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!members.contains(name)) {
                throw problem(name, "an unknown member", String.join(", ", new TreeSet<>(members)));
            }
        });
        return this;
    }

    boolean has(String member) {
        return !Json.absent(node, member);
    }

    String text(String member) {
        JsonNode value = node.path(member);
        if (!value.isValueNode() || value.isNull() || value.asText().isEmpty()) {
            throw problem(member, describe(value), "a text");
        }
        return value.asText();
    }

    String text(String member, String fallback) {
        return has(member) ? text(member) : fallback;
    }

    String word(String member, Set<String> allowed, String fallback) {
        String value = text(member, fallback);
        if (!allowed.contains(value)) {
            throw problem(member, "\"" + value + "\"", String.join(", ", new TreeSet<>(allowed)));
        }
        return value;
    }

    boolean flag(String member, boolean fallback) {
        if (has(member) && !node.path(member).isBoolean()) {
            throw problem(member, describe(node.path(member)), "true, false");
        }
        return Json.flag(node, member, fallback);
    }

    long number(String member, long fallback) {
        if (has(member)
                && !(node.path(member).isIntegralNumber() && node.path(member).asLong() >= 0)) {
            throw problem(member, describe(node.path(member)), "a whole number from 0");
        }
        return has(member) ? node.path(member).asLong() : fallback;
    }

    Duration duration(String member, Duration fallback) {
        if (!has(member)) {
            return fallback;
        }
        try {
            return Duration.parse(node.path(member).asText());
        } catch (DateTimeParseException e) {
            throw problem(member, describe(node.path(member)), "an ISO 8601 duration such as PT30S");
        }
    }

    ObjectNode map(String member, ObjectNode fallback) {
        if (!has(member)) {
            return fallback;
        }
        if (!node.path(member).isObject()) {
            throw problem(member, describe(node.path(member)), "an object");
        }
        return node.path(member).deepCopy();
    }

    List<SeedNode> list(String member) {
        List<SeedNode> items = new ArrayList<>();
        if (has(member)) {
            JsonNode array = node.path(member);
            if (!array.isArray()) {
                throw problem(member, describe(array), "a list");
            }
            for (int i = 0; i < array.size(); i++) {
                items.add(new SeedNode(file, at(member) + "[" + i + "]", array.get(i)));
            }
        }
        return items;
    }

    SeedNode child(String member) {
        return new SeedNode(file, at(member), node.path(member));
    }

    SeedProblem problem(String member, String found, String allowed) {
        return new SeedProblem(file, member.isEmpty() ? path : at(member), found, allowed);
    }

    private String at(String member) {
        return path.isEmpty() ? member : path + "." + member;
    }

    private static String describe(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.toString();
    }
}
