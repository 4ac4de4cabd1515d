package io.polytomic.operator.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;

/** The patches without an owner: RFC 6902 and RFC 7386. A strategic merge patch is taken for the latter. */
final class Patches {

    private Patches() {}

    static ObjectNode json(ObjectNode current, JsonNode operations) {
        return (ObjectNode) JsonPatch.apply(operations, current.deepCopy());
    }

    static ObjectNode merge(ObjectNode current, JsonNode patch) {
        var result = current.deepCopy();
        mergeInto(result, patch);
        return result;
    }

    private static void mergeInto(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(member -> {
            var name = member.getKey();
            if (member.getValue().isNull()) {
                target.remove(name);
            } else if (member.getValue() instanceof ObjectNode nested) {
                mergeInto(target.path(name) instanceof ObjectNode here ? here : target.putObject(name), nested);
            } else {
                target.set(name, member.getValue().deepCopy());
            }
        });
    }
}
