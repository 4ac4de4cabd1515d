package io.polytomic.operator.cli.operator;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.polytomic.operator.client.http.CallListener;
import io.polytomic.operator.controller.reconcile.PassListener;
import java.util.ArrayList;
import java.util.List;

/** What {@code /metrics} shows; names and labels are documented in deploy/monitoring/README.md, and a test holds them to it. */
public final class OperatorMetrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<Runnable> refreshed = new ArrayList<>();

    public Metrics framework() {
        return MicrometerMetrics.withoutPerResourceMetrics(registry);
    }

    public CallListener calls() {
        return (operation, result, duration, waited) -> {
            Timer.builder("polytomic.api.calls")
                    .description("Calls of the Polytomic API")
                    .tag("operation", operation)
                    .tag("result", result)
                    .register(registry)
                    .record(duration);
            Timer.builder("polytomic.api.budget.wait")
                    .description("Time calls waited for the request budget of their key")
                    .register(registry)
                    .record(waited);
        };
    }

    public PassListener passes() {
        return (kind, outcome) -> Counter.builder("polytomic.reconciles")
                .description("Passes over objects, by how they ended")
                .tag("kind", kind)
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }

    /** Shows how these objects are, and with {@code each} a few numbers of every single sync. */
    public synchronized void observe(Fleet fleet, boolean each) {
        var together = new FleetMetrics(fleet, registry);
        refreshed.add(together::refresh);
        if (each) {
            var single = new ObjectMetrics(fleet, registry);
            refreshed.add(single::refresh);
        }
    }

    public synchronized String scrape() {
        refreshed.forEach(Runnable::run);
        return registry.scrape();
    }
}
