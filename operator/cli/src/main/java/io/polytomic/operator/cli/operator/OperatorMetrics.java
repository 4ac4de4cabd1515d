package io.polytomic.operator.cli.operator;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.polytomic.operator.client.http.CallListener;

/** What {@code /metrics} shows: calls of the Polytomic API by operation and result, and the framework's own numbers. */
public final class OperatorMetrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

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

    public String scrape() {
        return registry.scrape();
    }
}
