package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request as it came in.
 *
 * @param path raw, percent-encoded
 * @param query raw, "" when there is none
 * @param headers by lower-case name, first value
 */
record Call(String method, String path, String query, Map<String, String> headers, byte[] body) {
    String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** Decoded segments; an encoded slash stays inside its segment. */
    List<String> segments() {
        List<String> segments = new ArrayList<>();
        for (String raw : path.substring(1).split("/", -1)) {
            segments.add(decode(raw.replace("+", "%2B")));
        }
        return segments;
    }

    Map<String, List<String>> parameters() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int at = pair.indexOf('=');
            String name = decode(at < 0 ? pair : pair.substring(0, at));
            all.computeIfAbsent(name, key -> new ArrayList<>()).add(at < 0 ? "" : decode(pair.substring(at + 1)));
        }
        return all;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.badRequest("\"" + text + "\" is not percent-encoded properly");
        }
    }

    /** For the journal: JSON, or text when it is not JSON, or null. */
    JsonNode bodyForJournal() {
        if (body.length == 0) {
            return null;
        }
        try {
            return Json.read(body);
        } catch (IOException e) {
            return TextNode.valueOf(new String(body, StandardCharsets.UTF_8));
        }
    }
}
