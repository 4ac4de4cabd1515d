package io.polytomic.operator.controller.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;

/** What is true of every status that is ever written, whatever the test is about. */
final class StatusLint {
    static final int MESSAGE_LIMIT = 32_768;

    private final List<String> secrets;

    /** @param secrets what no status may hold, whatever the manifest says: keys, addresses, filter values */
    StatusLint(List<String> secrets) {
        this.secrets = secrets;
    }

    void check(String object, Object status) {
        var tree = Shelf.tree(status);
        var text = tree.toString();
        secrets.stream().filter(text::contains).findFirst().ifPresent(secret -> {
            throw new AssertionError(object + ": " + secret + " stands in status: " + tree);
        });
        var truth = new HashMap<String, String>();
        for (var condition : tree.path("conditions")) {
            truth.put(condition.path("type").asText(), condition.path("status").asText());
            condition(object, condition);
        }
        boolean ready = "True".equals(truth.get("Ready"));
        boolean stalled = truth.containsKey("Stalled");
        boolean reconciling = truth.containsKey("Reconciling");
        if (stalled && reconciling || ready && (stalled || reconciling)) {
            throw new AssertionError(object + ": conditions contradict each other: " + tree.path("conditions"));
        }
        if (!truth.isEmpty() && !ready && !stalled && !reconciling) {
            throw new AssertionError(object + ": neither ready nor going on nor stalled: " + tree.path("conditions"));
        }
    }

    private static void condition(String object, JsonNode condition) {
        boolean whole = condition.path("observedGeneration").isIntegralNumber()
                && condition.path("reason").asText().matches("[A-Z][A-Za-z]+")
                && !condition.path("lastTransitionTime").asText().isEmpty();
        if (!whole || condition.path("message").asText().length() > MESSAGE_LIMIT) {
            throw new AssertionError(object + ": a condition is not whole: " + condition);
        }
        if (condition.path("message").asText().matches(".*\\d{4}-\\d\\d-\\d\\dT\\d\\d:.*")) {
            throw new AssertionError(object + ": a message holds a time: " + condition);
        }
    }
}
