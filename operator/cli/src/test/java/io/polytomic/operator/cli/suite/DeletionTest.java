package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How objects go, and what goes with them. */
@ClusterTest
class DeletionTest {

    private static String make(Stage stage, String deletion) {
        stage.apply(Manifests.sync("orders", "deletion: %s\n%s".formatted(deletion, Manifests.ORDERS)));
        stage.waitFor("bsync/orders", "Ready");
        stage.twoTicks();
        return stage.syncId("orders");
    }

    @Test
    @DisplayName("Retain: the object goes, the remote sync stays, and no call is made for it")
    void retain(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            var id = make(stage, "Retain");
            long from = stage.now();

            stage.kubectl("delete", "bsync", "orders", "--timeout=20s");
            stage.twoTicks();

            assertThat(stage.api().world().syncIds()).containsExactly(id);
            assertThat(stage.callsSince(from)).noneMatch(call -> call.path().contains(id));
            assertThat(stage.writesSince(from)).isEmpty();
        }
    }

    @Test
    @DisplayName("Retain needs neither key nor organization")
    void retainAlone(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            make(stage, "Retain");

            stage.kubectl("delete", "secret", "polytomic");
            stage.kubectl("delete", "porg", "default", "--timeout=20s");
            stage.kubectl("delete", "bsync", "orders", "--timeout=20s");

            assertThat(stage.api().world().syncIds()).hasSize(1);
        }
    }

    @Test
    @DisplayName("Delete: the remote sync goes by one DELETE, then the object")
    void delete(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            var id = make(stage, "Delete");
            long from = stage.now();

            stage.kubectl("delete", "bsync", "orders", "--timeout=20s");

            assertThat(stage.api().world().syncIds()).isEmpty();
            assertThat(stage.writesSince(from)).containsExactly("DELETE /api/bulk/syncs/" + id);
        }
    }

    @Test
    @DisplayName("Delete waits while the key is refused and says so; Retain set meanwhile lets the object go")
    void deleteWaits(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            make(stage, "Delete");
            stage.api().world().revokeKey(Stage.KEY);
            stage.message("porg/default", "Ready", "False", "CredentialsRejected");

            stage.kubectl("delete", "bsync", "orders", "--wait=false");
            assertThat(stage.message("bsync/orders", "Reconciling", "True", "OrganizationNotReady"))
                    .contains("waits for its remote sync to be deleted", "CredentialsRejected");

            stage.patch("bsync/orders", "{\"spec\": {\"deletion\": \"Retain\"}}");
            Stage.eventually().until(() -> !stage.exists("bsync/orders"));
            assertThat(stage.api().world().syncIds()).hasSize(1);
        }
    }

    @Test
    @DisplayName(
            "An organization stays while syncs with deletion: Delete refer to it, also over a restart of the operator")
    void organizationIsHeld(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            make(stage, "Delete");
            stage.kubectl("delete", "porg", "default", "--wait=false");
            stage.stopOperator();
            stage.startOperator();
            stage.twoTicks();
            assertThat(stage.get("porg/default")
                            .path("metadata")
                            .path("deletionTimestamp")
                            .asText())
                    .isNotEmpty();

            stage.kubectl("delete", "bsync", "orders", "--timeout=40s");
            assertThat(stage.api().world().syncIds()).isEmpty();
            Stage.eventually().until(() -> !stage.exists("porg/default"));
        }
    }

    @Test
    @DisplayName("A namespace that is deleted as a whole ends, though its Secret may be gone first")
    void namespace(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            make(stage, "Delete");
            stage.apply(Manifests.run("first", "orders"));
            stage.waitFor("brun/first", "Finished");

            stage.kubectl("delete", "namespace", stage.namespace(), "--timeout=60s");
        }
    }
}
