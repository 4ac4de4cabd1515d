package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A small budget and very much to do: thousands of objects may come with one commit. */
@ClusterTest
class FairnessTest {
    private static final int MANY = 150;
    private static final int BROKEN = 20;
    private static final String FIVE_A_SECOND = "{\"spec\": {\"requestsPerMinute\": 300, \"pollInterval\": \"3s\"}}";

    @Test
    @DisplayName("While many are created and dozens are broken, an edit of another object goes out, a run is started"
            + " and followed to its end, and the creations go on")
    void edit(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            stage.apply(Manifests.sync("orders", Manifests.ORDERS));
            stage.waitFor("bsync/orders", "Ready");
            stage.patch("porg/default", FIVE_A_SECOND);
            stage.apply(broken() + news());
            Stage.eventually().until(() -> created(stage) > 2);

            var edit = "PUT /api/bulk/syncs/" + stage.syncId("orders");
            stage.patch("bsync/orders", "{\"spec\": {\"concurrencyLimit\": 7}}");
            stage.apply(Manifests.run("now", "orders"));
            Stage.eventually()
                    .untilAsserted(() -> assertThat(stage.writesSince(0)).contains(edit));
            stage.waitFor("brun/now", "Succeeded");

            int before = created(stage);
            assertThat(before)
                    .as("the edit and the run did not wait for the creations")
                    .isLessThan(MANY / 2);
            Stage.eventually().until(() -> created(stage) > before);
            stage.kubectl("delete", "bsync", "--all");
        }
    }

    private static String news() {
        var all = new StringBuilder();
        for (int i = 0; i < MANY; i++) {
            all.append(Manifests.sync("new-" + i, "schemas: [{id: public.payments}]"));
        }
        return all.toString();
    }

    private static String broken() {
        var all = new StringBuilder();
        for (int i = 0; i < BROKEN; i++) {
            all.append(Manifests.sync("broken-" + i, "schemas: [{id: public.nope}]"));
        }
        return all.toString();
    }

    private static int created(Stage stage) {
        return (int) stage.callsSince(0).stream()
                .filter(call -> call.method().equals("POST") && call.path().equals("/api/bulk/syncs"))
                .count();
    }
}
