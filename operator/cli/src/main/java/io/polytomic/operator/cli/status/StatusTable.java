package io.polytomic.operator.cli.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.api.v1alpha1.BulkSyncStatus;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.ExecutionStatus;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.api.v1alpha1.OrganizationRef;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.watch.Organizations;
import io.polytomic.operator.core.run.RunPhase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The objects of a cluster joined: below each organization its syncs and model syncs, below each sync its runs. What failed comes first, then
 * what is under way. Of finished runs only the newest are shown.
 */
public final class StatusTable {
    private static final int FINISHED_SHOWN = 2;
    private static final Comparator<Row> WORST_FIRST =
            Comparator.comparing(Row::health).thenComparing(Row::name);

    /** A row and what stands below it. */
    private record Branch(Row row, List<Branch> below) {
        Health worst() {
            return below.stream().map(Branch::worst).reduce(row.health(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
        }
    }

    private final Ages ages;
    private final boolean namespaces;
    private final boolean unmanaged;

    /**
     * @param namespaces whether names are shown with their namespace
     * @param unmanaged whether syncs that no object holds are listed below their organization
     */
    public StatusTable(Instant now, boolean namespaces, boolean unmanaged) {
        this.ages = new Ages(now);
        this.namespaces = namespaces;
        this.unmanaged = unmanaged;
    }

    /** Lines with the header first; only the header's place is taken by a sentence when there is nothing. */
    public List<String> lines(
            Collection<PolytomicOrganization> organizations,
            Collection<BulkSync> syncs,
            Collection<BulkSyncRun> runs,
            Collection<ModelSync> models,
            boolean color) {
        var rows = rows(organizations, syncs, runs, models);
        if (rows.isEmpty()) {
            return List.of("There are no organizations, syncs and runs here.");
        }
        return Layout.lines(rows, color);
    }

    List<Row> rows(
            Collection<PolytomicOrganization> organizations,
            Collection<BulkSync> syncs,
            Collection<BulkSyncRun> runs,
            Collection<ModelSync> models) {
        var byOrganization = new TreeMap<String, PolytomicOrganization>();
        organizations.forEach(o -> byOrganization.put(key(o), o));
        var syncsOf = syncs.stream()
                .collect(
                        Collectors.groupingBy(s -> organizationOf(s, s.getSpec().organizationRefOrDefault())));
        var modelsOf = models.stream()
                .collect(
                        Collectors.groupingBy(m -> organizationOf(m, m.getSpec().organizationRefOrDefault())));
        var runsOf = runs.stream()
                .collect(Collectors.groupingBy(r -> r.getMetadata().getNamespace() + "/"
                        + r.getSpec().bulkSyncRef().name()));
        var keys = new TreeSet<>(byOrganization.keySet());
        keys.addAll(syncsOf.keySet());
        keys.addAll(modelsOf.keySet());
        var tops = new ArrayList<Branch>();
        for (var key : keys) {
            var below = new ArrayList<Branch>();
            for (var sync : syncsOf.getOrDefault(key, List.of())) {
                var own = runsOf.getOrDefault(key(sync), List.of());
                below.add(new Branch(sync(sync), runs(own)));
                runsOf.remove(key(sync));
            }
            modelsOf.getOrDefault(key, List.of())
                    .forEach(model -> below.add(new Branch(ModelRow.of(model, named(model), ages), List.of())));
            var organization = byOrganization.get(key);
            if (unmanaged && organization != null) {
                below.addAll(Unmanaged.of(organization).stream()
                        .map(row -> new Branch(row, List.of()))
                        .toList());
            }
            tops.add(new Branch(organization == null ? missing(key) : organization(organization), below));
        }
        orphans(runsOf).ifPresent(tops::add);
        var rows = new ArrayList<Row>();
        sorted(tops).forEach(top -> flatten(top, "", rows));
        return rows;
    }

    private static void flatten(Branch branch, String indent, List<Row> rows) {
        var row = branch.row();
        rows.add(new Row(row.health(), indent + row.name(), row.state(), row.fresh(), row.progress(), row.details()));
        sorted(branch.below()).forEach(inner -> flatten(inner, indent + "  ", rows));
    }

    private static List<Branch> sorted(List<Branch> branches) {
        return branches.stream()
                .sorted(Comparator.comparing(Branch::worst).thenComparing(Branch::row, WORST_FIRST))
                .toList();
    }

    private Row organization(PolytomicOrganization o) {
        var status = o.getStatus();
        var conditions = status == null ? null : status.conditions();
        var counts = status == null ? null : status.syncs();
        var unmanaged = counts == null || counts.unmanaged() == null || counts.unmanaged() == 0
                ? ""
                : counts.unmanaged() + (counts.unmanaged() == 1 ? " unmanaged sync" : " unmanaged syncs");
        var name = status == null || status.organizationName() == null ? "" : status.organizationName();
        return new Row(
                Health.of(conditions),
                named(o),
                state(conditions),
                "",
                "",
                join(name, unmanaged, Conditions.isTrue(conditions, Condition.READY) ? "" : message(conditions)));
    }

    private static Row missing(String key) {
        return new Row(Health.BAD, key, "Missing", "", "", "There is no such PolytomicOrganization.");
    }

    private Row sync(BulkSync sync) {
        BulkSyncStatus status = sync.getStatus();
        var conditions = status == null ? null : status.conditions();
        var running = status == null ? null : status.currentExecution();
        var last = status == null ? null : status.lastExecution();
        var health = Health.of(conditions);
        return new Row(
                health == Health.GOOD && running != null ? Health.BUSY : health,
                named(sync),
                state(conditions),
                fresh(status, conditions),
                running == null ? "" : join(running.status(), Bar.of(status.schemaCounts())),
                join(
                        Conditions.isTrue(conditions, Condition.READY)
                                ? Conditions.remark(conditions)
                                : message(conditions),
                        failure(last, conditions),
                        Conditions.isTrue(conditions, Condition.DRIFTED) ? "drifted" : ""));
    }

    private String fresh(BulkSyncStatus status, List<Condition> conditions) {
        var success = status == null ? null : status.lastSuccessfulExecution();
        var age = success == null ? "" : ages.since(success.completedAt());
        var objective = Conditions.find(conditions, Condition.FRESH);
        if (objective == null) {
            return age;
        }
        boolean fresh = Condition.TRUE.equals(objective.status());
        return (age.isEmpty() ? "never" : age) + (fresh ? " fresh" : " stale");
    }

    private String failure(ExecutionStatus last, List<Condition> conditions) {
        var succeeded = Conditions.find(conditions, Condition.LAST_EXECUTION_SUCCEEDED);
        if (last == null || succeeded == null || Condition.TRUE.equals(succeeded.status())) {
            return "";
        }
        var age = ages.since(last.completedAt());
        var text = last.statusMessage() == null ? "" : ": " + last.statusMessage();
        return "last execution " + last.status() + (age.isEmpty() ? "" : " " + age + " ago") + text;
    }

    private List<Branch> runs(List<BulkSyncRun> runs) {
        var newest = runs.stream()
                .sorted(Comparator.comparing((BulkSyncRun r) ->
                                String.valueOf(r.getMetadata().getCreationTimestamp()))
                        .reversed())
                .toList();
        var shown = new ArrayList<Branch>();
        int finished = 0;
        for (var run : newest) {
            boolean over = phase(run).isFinal();
            if (!over || finished++ < FINISHED_SHOWN) {
                shown.add(new Branch(run(run), List.of()));
            }
        }
        return shown;
    }

    private Row run(BulkSyncRun run) {
        BulkSyncRunStatus status = run.getStatus();
        var phase = phase(run);
        var records = status == null || status.recordCount() == null ? "" : status.recordCount() + " records";
        var errors = status == null || status.errorCount() == null || status.errorCount() == 0
                ? ""
                : status.errorCount() + " errors";
        var age = status == null ? "" : ages.since(phase.isFinal() ? status.completedAt() : status.startedAt());
        boolean failed = phase.isFinal() && phase != RunPhase.SUCCEEDED;
        boolean held = phase == RunPhase.PENDING || phase == RunPhase.WAITING;
        boolean stopped = failed || Conditions.isTrue(status == null ? null : status.conditions(), Condition.STALLED);
        return new Row(
                stopped ? Health.BAD : phase.isFinal() ? Health.GOOD : Health.BUSY,
                "run " + run.getMetadata().getName(),
                phase.word(),
                "",
                status == null || phase.isFinal() ? "" : Bar.of(status.schemaCounts()),
                join(
                        age.isEmpty() ? "" : age + (phase.isFinal() ? " ago" : ""),
                        records,
                        errors,
                        status != null && (stopped || held) ? message(status.conditions()) : ""));
    }

    private static RunPhase phase(BulkSyncRun run) {
        return RunPhase.of(run.getStatus() == null ? null : run.getStatus().phase());
    }

    private Optional<Branch> orphans(Map<String, List<BulkSyncRun>> runsOf) {
        if (runsOf.isEmpty()) {
            return Optional.empty();
        }
        var below = runsOf.entrySet().stream()
                .map(e -> new Branch(
                        new Row(Health.BAD, e.getKey(), "Missing", "", "", "There is no such BulkSync here."),
                        runs(e.getValue())))
                .toList();
        return Optional.of(new Branch(new Row(Health.BAD, "(runs without a sync)", "", "", "", ""), below));
    }

    static String state(List<Condition> conditions) {
        var ready = Conditions.find(conditions, Condition.READY);
        if (ready == null) {
            return "Pending";
        }
        return Condition.TRUE.equals(ready.status()) ? "Ready" : ready.reason();
    }

    static String message(List<Condition> conditions) {
        var ready = Conditions.find(conditions, Condition.READY);
        return ready == null || ready.message() == null ? "" : ready.message().replaceAll("\\R", " ");
    }

    private String named(HasMetadata object) {
        return namespaces ? key(object) : object.getMetadata().getName();
    }

    private static String key(HasMetadata object) {
        return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
    }

    private static String organizationOf(HasMetadata object, OrganizationRef ref) {
        var id = Organizations.idOf(ref, object.getMetadata().getNamespace());
        return id.getNamespace().orElse("") + "/" + id.getName();
    }

    static String join(String... parts) {
        return List.of(parts).stream()
                .filter(part -> part != null && !part.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
