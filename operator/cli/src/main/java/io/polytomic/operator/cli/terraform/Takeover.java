package io.polytomic.operator.cli.terraform;

import io.polytomic.operator.cli.export.Exported;
import io.polytomic.operator.cli.export.Exporter;
import io.polytomic.operator.client.PolytomicApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** From the syncs of a state to manifests of what is live; only reads. */
public final class Takeover {
    private final PolytomicApi api;
    private final Exporter exporter;
    private final Consumer<String> say;

    /** @param say takes a sentence for everything a person should know */
    public Takeover(PolytomicApi api, Exporter exporter, Consumer<String> say) {
        this.api = api;
        this.exporter = exporter;
        this.say = say;
    }

    /** @return the instances that each got a manifest, in the order of the state */
    public List<SyncInstance> take(TerraformState state, Consumer<Exported> each) {
        sayOthers(state);
        var wanted = wanted(state.syncs(), api.me().organizationId());
        var taken = new ArrayList<SyncInstance>();
        exporter.exportIds(
                wanted.keySet(),
                exported -> {
                    each.accept(exported);
                    taken.add(wanted.get(exported.syncId()));
                },
                id -> leave(wanted.get(id), "the API knows no sync " + id));
        sayDependents(state, taken);
        return state.syncs().stream().filter(taken::contains).toList();
    }

    private Map<String, SyncInstance> wanted(List<SyncInstance> syncs, String organizationId) {
        var wanted = new LinkedHashMap<String, SyncInstance>();
        for (var sync : syncs) {
            if (sync.deposed()) {
                leave(sync, "Terraform was about to destroy it (deposed)");
            } else if (sync.syncId().isEmpty()) {
                leave(sync, "the state has no id of it");
            } else if (!sync.organizationId().isEmpty()
                    && !sync.organizationId().equals(organizationId)) {
                leave(
                        sync,
                        "it belongs to organization %s; the key is one of %s"
                                .formatted(sync.organizationId(), organizationId));
            } else if (wanted.containsKey(sync.syncId())) {
                leave(sync, wanted.get(sync.syncId()).address() + " is the same sync");
            } else {
                wanted.put(sync.syncId(), sync);
            }
        }
        return wanted;
    }

    private void leave(SyncInstance sync, String why) {
        say.accept(sync.address() + ": left to Terraform: " + why + ".");
    }

    private void sayOthers(TerraformState state) {
        if (!state.others().isEmpty()) {
            say.accept("Left alone: "
                    + state.others().entrySet().stream()
                            .map(e -> e.getKey() + " " + e.getValue())
                            .collect(Collectors.joining(", "))
                    + ".");
        }
    }

    private void sayDependents(TerraformState state, List<SyncInstance> taken) {
        state.dependents().forEach((on, dependents) -> {
            if (taken.stream().anyMatch(sync -> sync.resource().equals(on))) {
                say.accept("%s: %s depends on it; write the id there before the resource block goes."
                        .formatted(on, String.join(", ", dependents)));
            }
        });
    }
}
