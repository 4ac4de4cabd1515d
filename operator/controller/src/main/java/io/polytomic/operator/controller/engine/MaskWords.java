package io.polytomic.operator.controller.engine;

import io.polytomic.operator.controller.translate.RemoteSync;
import io.polytomic.operator.controller.translate.WireReader;
import io.polytomic.operator.controller.watch.Sighting;
import io.polytomic.operator.core.sync.DesiredSync;
import io.polytomic.operator.core.sync.SyncDefinition;
import java.util.List;
import java.util.Set;

/** What is said of masks: those that are gone, by whom, and rules that cover nothing. */
final class MaskWords {
    private MaskWords() {}

    /** Paths of what must be masked and is not. */
    static Set<String> open(DesiredSync desired, RemoteSync remote) {
        SyncDefinition now = WireReader.read(remote);
        return PlanExecutor.openFields(now, desired, now.schemas().keySet());
    }

    static String lost(Set<String> open) {
        return "Must be masked and is not: " + String.join(", ", open) + ".";
    }

    static String by(RemoteSync remote) {
        var name = Sighting.nameOf(remote.record().updatedBy());
        return name == null ? " by somebody the API does not name" : " by " + name;
    }

    /**
     * A sentence for each rule that covers no column: it is misspelt more often than not. Nothing is said where a schema's
     * fields are not known.
     */
    static List<String> idleRules(DesiredSync desired, SyncDefinition there) {
        return desired.maskRules().stream()
                .filter(rule -> there.schemas().entrySet().stream()
                        .filter(schema -> schema.getValue().isEnabled() && rule.matchesSchema(schema.getKey()))
                        .allMatch(schema -> schema.getValue().complete()
                                && schema.getValue().fields().keySet().stream()
                                        .noneMatch(field -> rule.matches(schema.getKey(), field))))
                .map(rule -> "Mask rule {schemas: \"%s\", fields: \"%s\"} matches no field yet."
                        .formatted(rule.schemas(), rule.fields()))
                .toList();
    }
}
