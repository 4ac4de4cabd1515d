package io.polytomic.operator.cli.plan;

import io.polytomic.operator.cli.manifest.FileProblem;
import io.polytomic.operator.controller.engine.Preview.Action;
import io.polytomic.operator.core.sync.Impact;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The plans of all manifests.
 *
 * @param elsewhere objects that belong to another organization than the key, each as a sentence
 * @param unreadable files and documents that are no manifests
 * @param skipped objects of other kinds, by kind
 * @param deny impacts that are an error
 */
public record PlanResult(
        List<Planned> objects,
        List<String> elsewhere,
        List<FileProblem> unreadable,
        Map<String, Integer> skipped,
        Set<Impact> deny) {
    /** Exit codes of {@code plan}. */
    public static final int NOTHING_TO_DO = 0;

    public static final int PROBLEM = 1;
    public static final int CHANGES = 2;

    public PlanResult {
        objects = List.copyOf(objects);
        elsewhere = List.copyOf(elsewhere);
        unreadable = List.copyOf(unreadable);
        skipped = new TreeMap<>(skipped);
        deny = Set.copyOf(deny);
    }

    public int exitCode() {
        if (count(Action.PROBLEM) > 0 || !unreadable.isEmpty() || !denied().isEmpty()) {
            return PROBLEM;
        }
        return objects.stream().anyMatch(Planned::changes) ? CHANGES : NOTHING_TO_DO;
    }

    long count(Action action) {
        return objects.stream().filter(o -> o.action() == action).count();
    }

    int changes() {
        return objects.stream().mapToInt(o -> o.plan().changes().size()).sum();
    }

    Map<Impact, Integer> impacts() {
        var counts = new EnumMap<Impact, Integer>(Impact.class);
        objects.forEach(o ->
                o.plan().changes().forEach(c -> c.impacts().forEach(i -> counts.merge(i, 1, Integer::sum))));
        return counts;
    }

    /** Objects whose plan has an impact that is denied, each as a sentence. */
    List<String> denied() {
        return objects.stream()
                .filter(o -> o.plan().impacts().stream().anyMatch(deny::contains))
                .map(o -> "%s: its plan has the denied impact %s."
                        .formatted(
                                o.who(),
                                String.join(
                                        ", ",
                                        o.plan().impacts().stream()
                                                .filter(deny::contains)
                                                .map(Impact::word)
                                                .toList())))
                .toList();
    }

    /** For example {@code 3 objects: 1 to create, 1 to update, 1 unchanged. 5 changes: 2 Create, 3 Exposure.} */
    String totals() {
        var parts = new ArrayList<String>();
        add(parts, count(Action.CREATE), "to create");
        add(parts, count(Action.ADOPT), "to take over");
        add(parts, count(Action.UPDATE), "to update");
        add(parts, count(Action.NONE), "unchanged");
        add(parts, count(Action.PROBLEM), "with a problem");
        add(parts, elsewhere.size(), "of another organization");
        int n = objects.size() + elsewhere.size();
        var head = n == 0 ? "No BulkSync" : n + (n == 1 ? " object: " : " objects: ") + String.join(", ", parts);
        var impacts = impacts().entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey().word())
                .toList();
        return head + "."
                + (impacts.isEmpty()
                        ? ""
                        : " %d %s: %s."
                                .formatted(
                                        changes(), changes() == 1 ? "change" : "changes", String.join(", ", impacts)));
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
