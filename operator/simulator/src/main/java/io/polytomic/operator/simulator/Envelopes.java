package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Bodies in their envelope, in the shape the switches ask for. */
final class Envelopes {
    private final Switches switches;

    Envelopes(Switches switches) {
        this.switches = switches;
    }

    Answer data(JsonNode data) {
        ObjectNode envelope = Json.object();
        envelope.set("data", data);
        return Answer.json(200, shaped(envelope));
    }

    Answer list(List<? extends JsonNode> items) {
        ObjectNode envelope = Json.object();
        envelope.set("data", array(items));
        return Answer.json(200, shaped(envelope));
    }

    /** A page; next is null or "" on the last one. */
    Answer page(List<? extends JsonNode> items, String next) {
        ObjectNode envelope = Json.object();
        envelope.set("data", array(items));
        envelope.putObject("pagination").put("next_page_token", next == null ? "" : next);
        return Answer.json(200, shaped(envelope));
    }

    private ArrayNode array(List<? extends JsonNode> items) {
        ArrayNode array = Json.array();
        items.forEach(array::add);
        return array;
    }

    Answer problem(ApiProblem problem) {
        int status = problem.status();
        return switch (switches.get(Switch.ERROR_BODY)) {
            case "legacy" -> {
                ObjectNode body = Json.object()
                        .put("code", status)
                        .put("error", problem.getMessage())
                        .put("status", Integer.toString(status));
                body.putObject("context");
                yield Answer.json(status, body);
            }
            case "simple" -> Answer.json(status, Json.object().put("error", problem.getMessage()));
            case "html" -> Answer.text(status, html(status));
            default -> Answer.json(status, body(status, problem.key(), problem.getMessage()));
        };
    }

    static ObjectNode body(int status, String key, String message) {
        ObjectNode body = Json.object().put("key", key).put("message", message).put("status", status);
        body.putObject("metadata");
        return body;
    }

    static String html(int status) {
        return "<html><head><title>" + status + "</title></head><body><h1>" + status + "</h1></body></html>";
    }

    /** Applies null_lists and null_members to a whole body. */
    private JsonNode shaped(ObjectNode envelope) {
        boolean nullLists = switches.on(Switch.NULL_LISTS);
        boolean absent = switches.is(Switch.NULL_MEMBERS, "absent");
        if (nullLists || absent) {
            shape(envelope, nullLists, absent);
        }
        return envelope;
    }

    private static void shape(JsonNode node, boolean nullLists, boolean absent) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode value = object.get(name);
                if (value.isNull() && absent) {
                    object.remove(name);
                } else if (nullLists && value.isArray() && value.isEmpty()) {
                    object.putNull(name);
                } else {
                    shape(value, nullLists, absent);
                }
            }
        } else if (node.isArray()) {
            node.forEach(item -> shape(item, nullLists, absent));
        }
    }
}
