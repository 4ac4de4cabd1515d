package io.polytomic.operator.cli.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polytomic.operator.cli.manifest.Lines;
import io.polytomic.operator.cli.manifest.Manifest;
import io.polytomic.operator.cli.validate.Validator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Takes out of a manifest what its kind cannot say: a word this version does not know, a list that is too long. Always a
 * whole member, so that what is left is true; a member that is left out is not managed.
 */
final class Pruner {
    private static final Pattern OF_SCHEMA = Pattern.compile("spec\\.schemas\\[(\\d+)]\\.(\\w+).*");
    private static final Pattern OF_SYNC = Pattern.compile("spec\\.(\\w+).*");
    private static final int ROUNDS = 2000;

    private final Validator validator = new Validator();

    void prune(ObjectNode manifest, Consumer<String> leftOut) {
        for (int i = 0; i < ROUNDS; i++) {
            var wrong = validator.check(new Manifest("", new Lines(Map.of(), 1), manifest));
            if (wrong.isEmpty() || !removeFirst(manifest, wrong.get(0).path())) {
                return;
            }
            leftOut.accept(wrong.get(0).path() + ": " + wrong.get(0).sentence());
        }
    }

    private static boolean removeFirst(ObjectNode manifest, String path) {
        var spec = (ObjectNode) manifest.get("spec");
        var ofSchema = OF_SCHEMA.matcher(path);
        if (ofSchema.matches() && !List.of("id", "enabled").contains(ofSchema.group(2))) {
            var schema = ((ArrayNode) spec.get("schemas")).get(Integer.parseInt(ofSchema.group(1)));
            return ((ObjectNode) schema).remove(ofSchema.group(2)) != null;
        }
        var ofSync = OF_SYNC.matcher(path);
        return ofSync.matches() && spec.remove(ofSync.group(1)) != null;
    }
}
