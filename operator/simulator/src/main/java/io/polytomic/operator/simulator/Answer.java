package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back: the body may be long and is kept in pieces. */
record Answer(int status, String contentType, Map<String, String> headers, Chunks body) {
    private static final String JSON = "application/json";

    static Answer json(int status, JsonNode node) {
        return new Answer(status, JSON, Map.of(), Chunks.of(Json.bytes(node)));
    }

    static Answer json(Chunks chunks) {
        return new Answer(200, JSON, Map.of(), chunks);
    }

    static Answer empty(int status) {
        return new Answer(status, null, Map.of(), Chunks.of(new byte[0]));
    }

    static Answer text(int status, String text) {
        String type = text.startsWith("<") ? "text/html; charset=utf-8" : JSON;
        return new Answer(status, type, Map.of(), Chunks.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    Answer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, contentType, all, body);
    }

    Answer withBody(byte[] bytes) {
        return new Answer(status, contentType, headers, Chunks.of(bytes));
    }
}
