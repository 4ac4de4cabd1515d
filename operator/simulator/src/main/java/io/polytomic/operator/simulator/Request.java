package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/** A call that was let in and routed. */
record Request(Call call, Caller caller, Map<String, String> variables, Map<String, List<String>> query) {
    String organization() {
        return caller.organizationId();
    }

    /** A variable of the path. */
    String path(String name) {
        return variables.get(name);
    }

    /** A query parameter or null. */
    String parameter(String name) {
        List<String> values = query.get(name);
        return values == null ? null : values.get(0);
    }

    boolean flag(String name, boolean fallback) {
        String value = parameter(name);
        return value == null ? fallback : Boolean.parseBoolean(value);
    }

    int number(String name, int fallback) {
        String value = parameter(name);
        if (value == null || value.isEmpty()) {
            return fallback;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw ApiProblem.badRequest(name + " \"" + value + "\" is not an integer");
        }
    }

    Instant time(String name) {
        String value = parameter(name);
        if (value == null || value.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException e) {
            throw ApiProblem.unprocessable(name + " \"" + value + "\" is not an RFC 3339 time");
        }
    }

    /** The JSON object in the body. */
    ObjectNode json() {
        JsonNode node = node();
        if (!node.isObject()) {
            throw ApiProblem.badRequest("the body must be a JSON object");
        }
        return (ObjectNode) node;
    }

    /** The JSON object in the body; an empty body is an empty object. */
    ObjectNode jsonOrEmpty() {
        return call.body().length == 0 ? Json.object() : json();
    }

    private JsonNode node() {
        try {
            return Json.read(call.body());
        } catch (IOException e) {
            throw ApiProblem.badRequest("the body is not JSON");
        }
    }
}
