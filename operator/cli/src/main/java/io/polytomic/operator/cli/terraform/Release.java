package io.polytomic.operator.cli.terraform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What makes Terraform let go of syncs without destroying them. */
public final class Release {
    private static final List<String> HOW_TO = List.of(
            "# Terraform 1.7 or newer lets go of these syncs without destroying them: put this beside the configuration, delete",
            "# their resource blocks, and apply. The plan must say \"will no longer be managed by Terraform\" and \"0 to destroy\".");

    private final Collection<SyncInstance> all;
    private final Set<SyncInstance> taken;

    /**
     * @param all bulk syncs of the state
     * @param taken those for which there is a manifest now
     */
    public Release(Collection<SyncInstance> all, Collection<SyncInstance> taken) {
        this.all = List.copyOf(all);
        this.taken = new LinkedHashSet<>(taken);
    }

    /** {@code removed} blocks; they name whole resources, so that a resource of which something stays gets commands. */
    public String blocks() {
        var lines = new ArrayList<>(HOW_TO);
        for (var resource : resources()) {
            lines.add("");
            if (isWhole(resource)) {
                lines.addAll(List.of(
                        "removed {", "  from = " + resource, "", "  lifecycle {", "    destroy = false", "  }", "}"));
            } else {
                lines.add("# Some of " + resource
                        + " stay with Terraform, and a removed block would let go of all of them. Instead:");
                of(resource).forEach(instance -> lines.add("#   " + command(instance)));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    /** {@code terraform state rm}, for any version, one line an instance. */
    public String commands() {
        return taken.stream().map(Release::command).collect(Collectors.joining("\n", "", "\n"));
    }

    private Set<String> resources() {
        return taken.stream().map(SyncInstance::resource).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<SyncInstance> of(String resource) {
        return taken.stream().filter(s -> s.resource().equals(resource)).toList();
    }

    private boolean isWhole(String resource) {
        return all.stream().filter(s -> s.resource().equals(resource)).allMatch(taken::contains);
    }

    private static String command(SyncInstance instance) {
        return "terraform state rm '" + instance.address().replace("'", "'\\''") + "'";
    }
}
