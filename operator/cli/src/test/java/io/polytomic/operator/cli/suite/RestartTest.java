package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.simulator.ExecutionScript;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An operator that starts again and finds nothing changed, changes nothing. */
@ClusterTest
class RestartTest {
    /** So many that objects which are not Ready have had their turn, too: they hold back for two seconds at first. */
    private static final int PAIRS_OF_TICKS = 5;

    @Test
    @DisplayName(
            "After a restart nothing is written on either side for objects at rest, and nothing is read per object")
    void restart(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            stage.apply(Manifests.sync("orders", Manifests.ORDERS)
                    + Manifests.scheduled(
                            "payments",
                            "{frequency: hourly, minute: 59}",
                            "schemas: [{id: public.payments}]\nactive: false")
                    + Manifests.sync("waiting", "schemas: [{id: public.payments}]\nrequireApprovalFor: [Create]")
                    + Manifests.sync("refused", "schemas: [{id: public.nope}]")
                    + Manifests.run("orders-first", "orders"));
            stage.waitFor("brun/orders-first", "Finished");
            stage.waitFor("bsync/orders", "LastExecutionSucceeded");
            stage.waitFor("bsync/payments", "Ready");
            stage.stalled("bsync/waiting", "ApprovalRequired");
            stage.stalled("bsync/refused", "UnknownSchema");
            stage.twoTicks();
            countAgain(stage);
            var before = versions(stage);

            stage.stopOperator();
            long from = stage.now();
            stage.startOperator();
            for (int i = 0; i < PAIRS_OF_TICKS; i++) {
                stage.twoTicks();
            }

            assertThat(versions(stage)).isEqualTo(before);
            assertThat(stage.writesSince(from)).isEmpty();
            assertThat(stage.callsSince(from))
                    .as("objects at rest are not read, however many there are")
                    .noneMatch(call -> call.path().contains(stage.syncId("orders"))
                            || call.path().contains(stage.syncId("payments")));
        }
    }

    /** The organization counts its syncs once a minute; a touch makes it do so now. */
    private static void countAgain(Stage stage) {
        stage.kubectl("annotate", "porg/default", "example.com/touched=now");
        Stage.eventually()
                .until(() -> stage.status("porg/default")
                                .path("syncs")
                                .path("managed")
                                .asInt()
                        == 2);
    }

    private static String versions(Stage stage) {
        return stage.kubectl(
                "get",
                "porg,bsync,brun,events",
                "-o",
                "jsonpath={range .items[*]}{.kind} {.metadata.name} {.metadata.resourceVersion} {.status}{\"\\n\"}{end}");
    }

    @Test
    @DisplayName("What changed while no operator ran is found by the next one: a manifest and the remote sync")
    void whileAway(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            stage.apply(Manifests.sync("orders", Manifests.ORDERS)
                    + Manifests.sync("payments", "schemas: [{id: public.payments}]\nconcurrencyLimit: 4"));
            stage.waitFor("bsync/orders", "Ready");
            stage.waitFor("bsync/payments", "Ready");
            stage.twoTicks();

            stage.stopOperator();
            long from = stage.now();
            stage.patch("bsync/orders", "{\"spec\": {\"concurrencyLimit\": 5}}");
            stage.api().world().editSync(stage.syncId("payments"), Stage.json("{\"concurrency_limit\": 9}"));
            stage.startOperator();
            stage.readyAgain("bsync/orders");
            Stage.eventually()
                    .until(() -> stage.api()
                                    .world()
                                    .sync(stage.syncId("payments"))
                                    .path("concurrency_limit")
                                    .asInt()
                            == 4);

            assertThat(stage.writesSince(from))
                    .containsExactlyInAnyOrder(
                            "PUT /api/bulk/syncs/" + stage.syncId("orders"),
                            "PUT /api/bulk/syncs/" + stage.syncId("payments"));
        }
    }

    @Test
    @DisplayName("A run that goes on over a restart is followed to its end and not started again")
    void running(Cluster cluster) {
        try (var stage = Stage.withOrders(cluster)) {
            var id = stage.syncId("orders");
            stage.api().world().scriptNextExecutions(id, ExecutionScript.endsAs("hangs"));
            stage.apply(Manifests.run("first", "orders"));
            Stage.eventually()
                    .until(() ->
                            stage.status("brun/first").path("phase").asText().equals("Running"));

            stage.stopOperator();
            stage.api().world().finishExecution(id, "completed");
            stage.startOperator();
            stage.waitFor("brun/first", "Succeeded");

            assertThat(stage.api().world().executions(id)).hasSize(1);
        }
    }
}
