package io.polytomic.operator.cli.operator;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.controller.translate.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/** One series an object: behind {@code --object-metrics}, since somebody else decides how many objects there are. */
final class ObjectMetrics {
    private final Fleet fleet;
    private final MultiGauge age;
    private final MultiGauge objective;
    private final MultiGauge drifted;
    private final MultiGauge failed;

    ObjectMetrics(Fleet fleet, MeterRegistry registry) {
        this.fleet = fleet;
        this.age = seconds("polytomic.sync.freshness", "Age of the newest full successful execution", registry);
        this.objective = seconds("polytomic.sync.freshness.objective", "spec.freshness", registry);
        this.drifted = flag("polytomic.sync.drifted", "1 while the remote sync differs from the manifest", registry);
        this.failed =
                flag("polytomic.sync.last.execution.failed", "1 when the last execution was not a success", registry);
    }

    private static MultiGauge seconds(String name, String description, MeterRegistry registry) {
        return MultiGauge.builder(name)
                .description(description)
                .baseUnit("seconds")
                .register(registry);
    }

    private static MultiGauge flag(String name, String description, MeterRegistry registry) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    void refresh() {
        rows(age, this::age);
        rows(
                objective,
                sync -> Optional.ofNullable(DurationText.parse(sync.getSpec().freshness()))
                        .map(ObjectMetrics::seconds));
        rows(drifted, sync -> flag(sync, Condition.DRIFTED, true));
        rows(failed, sync -> flag(sync, Condition.LAST_EXECUTION_SUCCEEDED, false));
    }

    private void rows(MultiGauge gauge, Function<BulkSync, Optional<Double>> value) {
        gauge.register(
                fleet.syncs().get().stream()
                        .flatMap(sync -> value.apply(sync).stream()
                                .<MultiGauge.Row<?>>map(v -> MultiGauge.Row.of(FleetMetrics.tags("sync", sync), v)))
                        .toList(),
                true);
    }

    private Optional<Double> age(BulkSync sync) {
        var status = sync.getStatus();
        if (status == null || status.lastSuccessfulExecution() == null) {
            return Optional.empty();
        }
        return instant(status.lastSuccessfulExecution().completedAt())
                .map(at -> seconds(Duration.between(at, fleet.serverNow(sync))));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Optional<Double> flag(BulkSync sync, String type, boolean when) {
        return sync.getStatus() == null
                ? Optional.empty()
                : Optional.of(FleetMetrics.is(sync.getStatus().conditions(), type, when) ? 1.0 : 0.0);
    }
}
