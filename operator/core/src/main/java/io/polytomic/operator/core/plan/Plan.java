package io.polytomic.operator.core.plan;

import io.polytomic.operator.core.sync.Impact;
import io.polytomic.operator.core.sync.Json;
import io.polytomic.operator.core.sync.Sha256;
import io.polytomic.operator.core.sync.SyncDefinition;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What would be done and why: ordered, printable, the same for the same manifest and remote state.
 *
 * @param syncId the remote sync, empty when there is none yet
 * @param changes in the order of the members, then of schema and field ids
 * @param unknown schemas and fields the manifest states and the API does not know, as sentences; a plan with any of them
 *     is not carried out
 */
public record Plan(String syncId, Cause cause, List<Change> changes, List<String> unknown) {
    public Plan {
        changes = List.copyOf(changes);
        unknown = List.copyOf(unknown);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    public Set<Impact> impacts() {
        return impacts(changes);
    }

    static Set<Impact> impacts(Collection<Change> changes) {
        var all = EnumSet.noneOf(Impact.class);
        changes.forEach(change -> all.addAll(change.impacts()));
        return all;
    }

    /** The same plan with only the changes that satisfy {@code wanted}. */
    public Plan only(Predicate<Change> wanted) {
        return new Plan(syncId, cause, changes.stream().filter(wanted).toList(), unknown);
    }

    /** {@code observed} after all changes of this plan. */
    public SyncDefinition applyTo(SyncDefinition observed) {
        var result = observed;
        for (var change : changes) {
            result = change.place().put(result, change.to());
        }
        return result;
    }

    /**
     * {@code v1-<sha256>} over sync id, path, full from and to of every change, whatever their order. Confidential values
     * take part in the hash, though they are never printed.
     */
    public String hash() {
        var lines = changes.stream()
                .map(c -> Json.text(List.of(c.path(), Json.text(c.from()), Json.text(c.to()))))
                .sorted()
                .toList();
        var text = syncId + "\n" + String.join("\n", lines);
        return "v1-" + Sha256.hex(text);
    }
}
