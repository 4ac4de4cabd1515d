package io.polytomic.operator.cli.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.core.run.RunPhase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the objects are, counted when somebody asks. Labels are states, reasons and phases: words of ours, so bounded. */
final class FleetMetrics {
    private static final List<String> STATES = List.of(Condition.READY, Condition.RECONCILING, Condition.STALLED);
    private static final String NOT_SEEN = "Unknown";

    private record State(String state, String reason) implements Comparable<State> {
        /** Which of the three is True, and why; none is for an object that was never looked at. */
        static State of(List<Condition> conditions) {
            return STATES.stream()
                    .filter(type -> Conditions.isTrue(conditions, type))
                    .findFirst()
                    .map(type ->
                            new State(type, Conditions.find(conditions, type).reason()))
                    .orElse(new State(NOT_SEEN, NOT_SEEN));
        }

        Tags tags() {
            return Tags.of("state", state, "reason", reason);
        }

        @Override
        public int compareTo(State other) {
            return (state + reason).compareTo(other.state + other.reason);
        }
    }

    private final Fleet fleet;
    private final MultiGauge organizations;
    private final MultiGauge syncs;
    private final MultiGauge runs;
    private final MultiGauge models;
    private final MultiGauge waiting;
    private final MultiGauge watchLag;

    FleetMetrics(Fleet fleet, MeterRegistry registry) {
        this.fleet = fleet;
        this.organizations = gauge("polytomic.organizations", "PolytomicOrganizations by state and reason", registry);
        this.syncs = gauge("polytomic.syncs", "BulkSyncs by state and reason", registry);
        this.models = gauge("polytomic.model.syncs", "ModelSyncs by state and reason", registry);
        this.runs = gauge("polytomic.runs", "BulkSyncRuns by phase", registry);
        this.waiting = gauge(
                "polytomic.waiting", "Objects that wait for their turn to talk to the API, by priority", registry);
        this.watchLag = MultiGauge.builder("polytomic.watch.lag")
                .description("Time since the watcher of an organization last came through")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder(
                        "polytomic.model.syncs.failed",
                        () -> fleet.models().get().stream()
                                .filter(m -> m.getStatus() != null
                                        && is(m.getStatus().conditions(), Condition.LAST_EXECUTION_SUCCEEDED, false))
                                .count())
                .description("ModelSyncs whose last execution was not a success")
                .register(registry);
        count(registry, "polytomic.syncs.drifted", "BulkSyncs whose remote sync differs", Condition.DRIFTED, true);
        count(
                registry,
                "polytomic.syncs.failed",
                "BulkSyncs whose last execution was not a success",
                Condition.LAST_EXECUTION_SUCCEEDED,
                false);
        count(registry, "polytomic.syncs.stale", "BulkSyncs older than their freshness", Condition.FRESH, false);
    }

    private static MultiGauge gauge(String name, String description, MeterRegistry registry) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    private void count(MeterRegistry registry, String name, String description, String type, boolean when) {
        Gauge.builder(
                        name,
                        () -> fleet.syncs().get().stream()
                                .filter(sync -> sync.getStatus() != null
                                        && is(sync.getStatus().conditions(), type, when))
                                .count())
                .description(description)
                .register(registry);
    }

    /** Whether there is such a condition and it says so. */
    static boolean is(List<Condition> conditions, String type, boolean value) {
        var condition = Conditions.find(conditions, type);
        return condition != null && (value ? Condition.TRUE : Condition.FALSE).equals(condition.status());
    }

    void refresh() {
        byState(
                organizations,
                fleet.organizations().get(),
                o -> o.getStatus() == null ? null : o.getStatus().conditions());
        byState(
                syncs,
                fleet.syncs().get(),
                s -> s.getStatus() == null ? null : s.getStatus().conditions());
        byState(
                models,
                fleet.models().get(),
                m -> m.getStatus() == null ? null : m.getStatus().conditions());
        runs.register(byPhase(), true);
        waiting.register(byPriority(), true);
        watchLag.register(lags(), true);
    }

    private List<MultiGauge.Row<?>> byPriority() {
        return Arrays.stream(Priority.values())
                .<MultiGauge.Row<?>>map(priority -> MultiGauge.Row.of(
                        Tags.of("priority", priority.name()),
                        fleet.lanes().get().stream()
                                .mapToInt(lane -> lane.get(priority))
                                .sum()))
                .toList();
    }

    private static <P> void byState(MultiGauge gauge, Iterable<P> objects, Function<P, List<Condition>> conditions) {
        Map<State, Long> counts = new TreeMap<>();
        objects.forEach(object -> counts.merge(State.of(conditions.apply(object)), 1L, Long::sum));
        var rows = new ArrayList<MultiGauge.Row<?>>();
        counts.forEach((state, count) -> rows.add(MultiGauge.Row.of(state.tags(), count)));
        gauge.register(rows, true);
    }

    /** Every phase, the empty ones too, so that an alert on one has something to compare. */
    private List<MultiGauge.Row<?>> byPhase() {
        var counts =
                fleet.runs().get().stream().collect(Collectors.groupingBy(FleetMetrics::phase, Collectors.counting()));
        return Arrays.stream(RunPhase.values())
                .<MultiGauge.Row<?>>map(
                        phase -> MultiGauge.Row.of(Tags.of("phase", phase.word()), counts.getOrDefault(phase, 0L)))
                .toList();
    }

    private static RunPhase phase(BulkSyncRun run) {
        return RunPhase.of(run.getStatus() == null ? null : run.getStatus().phase());
    }

    private List<MultiGauge.Row<?>> lags() {
        var rows = new ArrayList<MultiGauge.Row<?>>();
        for (var organization : fleet.organizations().get()) {
            fleet.watchLag(organization)
                    .ifPresent(lag ->
                            rows.add(MultiGauge.Row.of(tags("organization", organization), lag.toMillis() / 1000.0)));
        }
        return rows;
    }

    /** Which object: no label is called namespace, which Prometheus keeps for the namespace of what it scrapes. */
    static Tags tags(String what, HasMetadata object) {
        return Tags.of(
                what + "_namespace",
                object.getMetadata().getNamespace(),
                what,
                object.getMetadata().getName());
    }
}
