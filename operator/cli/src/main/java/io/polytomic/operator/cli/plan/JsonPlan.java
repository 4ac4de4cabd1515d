package io.polytomic.operator.cli.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polytomic.operator.controller.engine.Preview.Action;
import io.polytomic.operator.core.plan.Change;
import io.polytomic.operator.core.plan.PlanText;
import io.polytomic.operator.core.sync.Impact;
import java.util.Collection;
import java.util.Locale;

/** The shape that programs may rely on; it is described in operator/cli/README.md and only ever grows. */
final class JsonPlan {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonPlan() {}

    static String write(PlanResult result) {
        var root = JsonNodeFactory.instance.objectNode();
        root.put("formatVersion", 1);
        result.objects().forEach(o -> root.withArrayProperty("objects").add(object(o)));
        root.withArrayProperty("objects");
        root.set("totals", totals(result));
        result.skipped().forEach(root.putObject("skipped")::put);
        var problems = root.putArray("problems");
        result.unreadable().forEach(problem -> problems.add(problem.toString()));
        texts(root.putArray("elsewhere"), result.elsewhere());
        texts(root.putArray("denied"), result.denied());
        root.put("exitCode", result.exitCode());
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static ObjectNode object(Planned o) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("kind", o.manifest().kind());
        node.put("namespace", o.namespace());
        node.put("name", o.manifest().name());
        node.put("file", o.manifest().file());
        node.put("line", o.manifest().lines().of(o.path()));
        node.put("action", o.action().name().toLowerCase(Locale.ROOT));
        node.put("syncId", o.syncId().isEmpty() ? null : o.syncId());
        node.put("hash", o.hash());
        node.put("summary", PlanText.shared().summary(o.plan()));
        impacts(node.putArray("impacts"), o.plan().impacts());
        var changes = node.putArray("changes");
        o.plan().changes().forEach(c -> changes.add(change(c, o)));
        texts(node.putArray("warnings"), o.warnings());
        if (o.action() == Action.PROBLEM) {
            node.putObject("problem").put("reason", o.reason()).put("message", o.problem());
        }
        return node;
    }

    private static ObjectNode change(Change change, Planned o) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("path", change.path());
        node.set("from", JSON.valueToTree(change.from()));
        node.set("to", JSON.valueToTree(change.to()));
        impacts(node.putArray("impacts"), change.impacts());
        node.put("needsApproval", o.waiting().changes().contains(change));
        return node;
    }

    private static ObjectNode totals(PlanResult result) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("objects", result.objects().size());
        for (var action : Action.values()) {
            node.put(action.name().toLowerCase(Locale.ROOT), result.count(action));
        }
        node.put("changes", result.changes());
        var impacts = node.putObject("impacts");
        result.impacts().forEach((impact, count) -> impacts.put(impact.word(), count));
        return node;
    }

    private static void impacts(ArrayNode array, Collection<Impact> impacts) {
        impacts.forEach(impact -> array.add(impact.word()));
    }

    private static void texts(ArrayNode array, Collection<String> texts) {
        texts.forEach(array::add);
    }
}
