package io.polytomic.operator.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.PlanStatus;
import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.cli.cluster.RunningOperator;
import io.polytomic.operator.core.plan.PlanText;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the command says before a merge is what the operator says after it, on the real API server. */
@ClusterTest
class PlanOnClusterTest {
    private static final String WISH = PlanMakerTest.sync("orders", """
            schemas: [{id: public.orders}, {id: public.users, fields: [{id: email, obfuscate: false}]}]
            concurrencyLimit: 3
            disableRecordTimestamps: true
            errorHandling: {subscribers: [a@example.com, b@example.com]}
            """);
    private static final String NEW = PlanMakerTest.sync("fresh", """
            schemas: [{id: public.orders, filters: [{fieldId: id, function: GreaterThan, value: 42}]}]
            requireApprovalFor: [All]
            """);

    @Test
    @DisplayName("The text of the plan and its hash are the same, for a take-over and for a create")
    void sameTextAndHash(Cluster cluster) throws Exception {
        try (var remote =
                new Remote(PlanMakerTest.seeded().withStart(Instant.now()).withSpeed(1))) {
            var planned = remote.plan(WISH + NEW).objects();
            try (var operator = RunningOperator.start(cluster, remote.simulator.url())) {
                RunningOperator.apply(cluster, WISH + NEW);
                for (var each : planned) {
                    var status = waitingPlan(cluster, each.manifest().name());
                    assertThat(text(status)).isEqualTo(PlanText.shared().plan(each.waiting()));
                    assertThat(status.hash()).isNotNull().isEqualTo(each.hash());
                }
                assertThat(operator).isNotNull();
            }
            assertThat(remote.methods()).as("nothing was approved").containsOnly("GET");
        }
    }

    private static PlanStatus waitingPlan(Cluster cluster, String name) {
        return await().atMost(Duration.ofSeconds(45))
                .until(
                        () -> {
                            var status = cluster.client()
                                    .resources(BulkSync.class)
                                    .inNamespace(cluster.namespace())
                                    .withName(name)
                                    .get()
                                    .getStatus();
                            return status == null ? null : status.plan();
                        },
                        plan -> plan != null);
    }

    /** A plan in status as the one text rendering would write it. */
    private static String text(PlanStatus plan) {
        return plan.changes().stream()
                        .map(c -> "%s %s: %s -> %s  [%s]"
                                .formatted(sign(c.from(), c.to()), c.path(), c.from(), c.to(), c.impact()))
                        .collect(Collectors.joining("\n"))
                + "\n" + plan.summary();
    }

    private static String sign(String from, String to) {
        return "(none)".equals(from) ? "+" : "(none)".equals(to) ? "-" : "~";
    }
}
