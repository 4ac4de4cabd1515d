package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas, of which one acts: real processes, a real lease. */
@ClusterTest
class HandOverTest {
    private static final String LEASE = "lease/polytomic-operator";

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    @TempDir
    private Path folder;

    /** A replica of the operator; its lease lives beside the objects. */
    private ChildOperator replica(Cluster cluster) throws IOException {
        var kubeconfig = Files.writeString(
                folder.resolve("kubeconfig"),
                cluster.controlPlane().kubeconfig().replace("namespace: default", "namespace: " + cluster.namespace()));
        return ChildOperator.start(kubeconfig, "--namespaces", cluster.namespace(), "--leader-elect");
    }

    private static String holder(Stage stage) {
        return stage.get(LEASE).path("spec").path("holderIdentity").asText();
    }

    private static void deliver(Stage stage) {
        stage.apply(Manifests.secret("polytomic", Stage.KEY)
                + Manifests.organization("default", "polytomic", stage.url())
                + Manifests.sync("orders", Manifests.ORDERS));
    }

    @Test
    @DisplayName(
            "A standby makes no call; on SIGTERM the leader gives the lease back, and the standby leads long before it"
                    + " would have expired, writes nothing of what is in order, and makes what changed")
    void handOver(Cluster cluster) throws IOException, InterruptedException {
        try (var stage = Stage.dark(cluster);
                var first = replica(cluster)) {
            deliver(stage);
            stage.waitFor("bsync/orders", "Ready");
            var leader = holder(stage);
            try (var second = replica(cluster)) {
                second.port();
                stage.twoTicks();
                assertThat(second.leads()).as("two lead").isFalse();

                assertThat(first.endsWhenAsked()).isTrue();
                assertThat(first.exitCode()).isZero();
                long from = stage.now();
                Stage.eventually().until(second::leads);

                assertThat(holder(stage)).isNotEqualTo(leader);
                assertThat(stage.get(LEASE)
                                .path("spec")
                                .path("leaseTransitions")
                                .asInt())
                        .isEqualTo(1);
                stage.twoTicks();
                assertThat(stage.writesSince(from)).isEmpty();
                stage.patch("bsync/orders", "{\"spec\": {\"concurrencyLimit\": 7}}");
                stage.readyAgain("bsync/orders");
                assertThat(stage.writesSince(from)).containsExactly("PUT /api/bulk/syncs/" + stage.syncId("orders"));
            }
        }
    }

    @Test
    @DisplayName("A standby that has no lease yet makes no call to the API and writes no status")
    void standby(Cluster cluster) throws IOException {
        try (var stage = Stage.dark(cluster)) {
            stage.apply("""
                    apiVersion: coordination.k8s.io/v1
                    kind: Lease
                    metadata: {name: polytomic-operator}
                    spec:
                      holderIdentity: somebody-else
                      leaseDurationSeconds: 6
                      leaseTransitions: 0
                      acquireTime: "%1$s"
                      renewTime: "%1$s"
                    """.formatted(MICROS.format(Instant.now().plusSeconds(6))));
            deliver(stage);
            try (var operator = replica(cluster)) {
                operator.port();
                Stage.eventually()
                        .until(() -> operator.leads() || !stage.callsSince(0).isEmpty());
                assertThat(operator.leads()).as("it called before it led").isTrue();
                stage.waitFor("bsync/orders", "Ready");
            }
        }
    }

    @Test
    @DisplayName(
            "A leader that was paused in the middle of a pass and wakes when another one leads, sends nothing more and"
                    + " ends: one sync, one execution")
    void paused(Cluster cluster) throws IOException, InterruptedException {
        try (var stage = Stage.dark(cluster);
                var first = replica(cluster)) {
            deliver(stage);
            stage.waitFor("bsync/orders", "Ready");
            try (var second = replica(cluster)) {
                second.port();
                stage.api()
                        .fault(Fault.once(FaultKind.DELAY, "GET", "/api/bulk/syncs/[^/]+")
                                .withDelay(Duration.ofSeconds(2)));
                long from = stage.now();
                stage.patch("bsync/orders", "{\"spec\": {\"concurrencyLimit\": 7}}");
                Stage.eventually()
                        .until(() -> stage.callsSince(from).stream()
                                .anyMatch(call -> call.path().endsWith(stage.syncId("orders"))));
                first.pause();
                stage.apply(Manifests.run("now", "orders"));
                Stage.eventually().until(second::leads);
                stage.readyAgain("bsync/orders");
                stage.waitFor("brun/now", "Succeeded");
                first.goOn();

                assertThat(first.ends()).isTrue();
                assertThat(first.exitCode()).isEqualTo(1);
                assertThat(stage.writesSince(from))
                        .isEqualTo(List.of(
                                "PUT /api/bulk/syncs/" + stage.syncId("orders"),
                                "POST /api/bulk/syncs/" + stage.syncId("orders") + "/executions"));
            }
        }
    }
}
