package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;

/** Replaces the status words of executions, as a newer server would bring new ones (notes.md section 5). */
final class StatusWords {
    private static final Set<String> WORDS = Set.of(
            "created",
            "scheduled",
            "queued",
            "waiting",
            "running",
            "exporting",
            "processing",
            "canceling",
            "canceled",
            "completed",
            "failed",
            "errors",
            "interrupted");

    private StatusWords() {}

    static Answer replaced(Answer answer, String word) {
        try {
            JsonNode tree = Json.read(answer.body().bytes());
            replace(tree, word);
            return answer.withBody(Json.bytes(tree));
        } catch (IOException e) {
            return answer;
        }
    }

    private static void replace(JsonNode node, String word) {
        if (node instanceof ObjectNode object
                && WORDS.contains(object.path("status").asText())) {
            object.put("status", word);
        }
        node.forEach(child -> replace(child, word));
    }
}
