package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.cli.argocd.Customizations;
import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.simulator.ExecutionScript;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a person can click in Argo CD does what it says, on the real API server and with a running operator. */
@ClusterTest
class ArgoActionTest {
    private static final Customizations ARGO = Customizations.shipped();
    private static final String SYNC = "bsync/orders";

    private static Stage ready(Cluster cluster) {
        var stage = Stage.connected(cluster);
        stage.apply(Manifests.sync("orders", Manifests.ORDERS));
        stage.waitFor(SYNC, "Ready");
        return stage;
    }

    /** As Argo CD: a merge patch of what the script changed. */
    private static void click(Stage stage, String action, String object) {
        var live = stage.get(object);
        var patch = Customizations.mergePatch(live, ARGO.act(action, live));
        assertThat(patch.has("status"))
                .as("an action changes no status: %s", patch)
                .isFalse();
        stage.patch(object, patch.toString());
    }

    private static void offered(JsonNode object, String action, boolean yes) {
        assertThat(ARGO.offers(action, object)).as(action).isEqualTo(yes);
    }

    @Test
    @DisplayName("Run now creates a run below the sync, which runs")
    void runNow(Cluster cluster) {
        try (var stage = ready(cluster)) {
            var created = ARGO.act("run-now", stage.get(SYNC));
            assertThat(created).hasSize(1);
            assertThat(created.get(0).path("operation").asText()).isEqualTo("create");
            var run = created.get(0).path("resource");
            assertThat(cluster.kubectl()
                            .runWithInput(run.toString(), "create", "--dry-run=server", "--validate=strict", "-f", "-")
                            .orFail())
                    .contains("created");
            cluster.kubectl().runWithInput(run.toString(), "create", "-f", "-").orFail();

            var name = "brun/" + run.path("metadata").path("name").asText();
            stage.waitFor(name, "Succeeded");
            assertThat(stage.get(name)
                            .path("metadata")
                            .path("ownerReferences")
                            .path(0)
                            .path("uid"))
                    .isEqualTo(stage.get(SYNC).path("metadata").path("uid"));
        }
    }

    @Test
    @DisplayName("Suspend and resume are offered in turn, for a sync and for the whole organization")
    void suspendAndResume(Cluster cluster) {
        try (var stage = ready(cluster)) {
            for (var object : new String[] {SYNC, "porg/default"}) {
                offered(stage.get(object), "resume", false);
                click(stage, "suspend", object);
                stage.readyAgain(object);
                assertThat(stage.get(object).path("spec").path("suspend").asBoolean())
                        .isTrue();
                offered(stage.get(object), "suspend", false);
                click(stage, "resume", object);
                stage.readyAgain(object);
                assertThat(stage.get(object).path("spec").path("suspend").asBoolean())
                        .isFalse();
            }
        }
    }

    @Test
    @DisplayName("Approve lets exactly the waiting plan go, and where it was used up already it takes two clicks")
    void approve(Cluster cluster) {
        try (var stage = ready(cluster)) {
            offered(stage.get(SYNC), "approve-plan", false);
            stage.patch(SYNC, "{\"spec\": {\"mode\": \"append\"}}");
            stage.stalled(SYNC, "ApprovalRequired");
            click(stage, "approve-plan", SYNC);
            stage.readyAgain(SYNC);
            offered(stage.get(SYNC), "approve-plan", false);

            stage.api().world().editSync(stage.syncId("orders"), Stage.json("{\"mode\": \"replicate\"}"));
            var message = stage.stalled(SYNC, "ApprovalRequired");
            assertThat(message).contains("used up");
            click(stage, "approve-plan", SYNC);
            stage.twoTicks();
            stage.stalled(SYNC, "ApprovalRequired");
            click(stage, "approve-plan", SYNC);
            stage.readyAgain(SYNC);
            assertThat(stage.api()
                            .world()
                            .sync(stage.syncId("orders"))
                            .path("mode")
                            .asText())
                    .isEqualTo("append");
        }
    }

    @Test
    @DisplayName("Refresh is acknowledged in status")
    void refresh(Cluster cluster) {
        try (var stage = ready(cluster)) {
            click(stage, "refresh", SYNC);
            var asked = stage.get(SYNC)
                    .path("metadata")
                    .path("annotations")
                    .path("sync.polytomic.com/reconcile-requested-at");
            Stage.eventually()
                    .until(() ->
                            stage.status(SYNC).path("lastHandledReconcileAt").equals(asked));
        }
    }

    @Test
    @DisplayName("Cancel ends a run that goes on, and is not offered for one that has ended")
    void cancel(Cluster cluster) {
        try (var stage = ready(cluster)) {
            stage.api().world().scriptNextExecutions(stage.syncId("orders"), ExecutionScript.endsAs("hangs"));
            stage.apply(Manifests.run("first", "orders"));
            Stage.eventually()
                    .until(() ->
                            stage.status("brun/first").path("phase").asText().equals("Running"));
            click(stage, "cancel", "brun/first");
            stage.waitFor("brun/first", "Finished");
            var ended = stage.get("brun/first");
            assertThat(ended.path("status").path("phase").asText()).isEqualTo("Canceled");
            assertThat(ARGO.health(ended)).isEqualTo("Degraded");
            offered(ended, "cancel", false);
            offered(ended, "approve", false);
        }
    }
}
