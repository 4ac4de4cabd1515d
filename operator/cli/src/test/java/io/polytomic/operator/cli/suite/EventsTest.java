package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Events tell of what happened, not of what is. */
@ClusterTest
class EventsTest {

    /** How often each event was told. */
    private static Map<String, Integer> told(Stage stage) {
        var told = new TreeMap<String, Integer>();
        for (var event :
                Stage.json(stage.kubectl("get", "events", "-o", "json")).path("items")) {
            told.put(
                    event.path("reason").asText() + ": " + event.path("message").asText(),
                    event.path("count").asInt());
        }
        return told;
    }

    @Test
    @DisplayName("Objects at rest, stuck, waiting and ended tell nothing more, looked at again and after a restart")
    void onlyTransitions(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            stage.apply(Manifests.sync("orders", "name: orders\n" + Manifests.ORDERS)
                    + Manifests.sync("waits", "name: waits\nrequireApprovalFor: [Create]\n" + Manifests.ORDERS)
                    + Manifests.sync("typo", "schemas: [{id: public.oders}]")
                    + Manifests.run("first", "orders")
                    + Manifests.run("lonely", "nosuch"));
            stage.waitFor("brun/first", "Finished");
            stage.stalled("bsync/typo", "UnknownSchema");
            stage.stalled("bsync/waits", "ApprovalRequired");
            stage.message("bsync/orders", "LastExecutionSucceeded", "True", "ExecutionSucceeded");
            stage.twoTicks();
            var before = told(stage);
            assertThat(before.keySet()).anyMatch(event -> event.startsWith("Created"));

            stage.twoTicks();
            for (var sync : new String[] {"orders", "waits", "typo"}) {
                stage.kubectl("annotate", "bsync", sync, "sync.polytomic.com/reconcile-requested-at=again");
                Stage.eventually()
                        .until(() -> stage.status("bsync/" + sync)
                                .path("lastHandledReconcileAt")
                                .asText()
                                .equals("again"));
            }
            stage.stopOperator();
            stage.startOperator();
            stage.twoTicks();

            assertThat(told(stage)).isEqualTo(before);
        }
    }
}
