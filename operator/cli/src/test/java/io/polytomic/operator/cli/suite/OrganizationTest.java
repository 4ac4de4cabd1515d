package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An organization is Ready, or says precisely why not. */
@ClusterTest
class OrganizationTest {

    private static final String ORGANIZATION = "porg/default";
    private static final String ACME = "0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01";
    private static final String GLOBEX = "9d2e7b40-58c3-4f1a-b6d8-3a0c5e9f7102";

    private static void apply(Stage stage, String key) {
        stage.apply(Manifests.secret("polytomic", key) + Manifests.organization("default", "polytomic", stage.url()));
    }

    /** Any change of an annotation makes the operator look at once. */
    private static void touch(Stage stage) {
        stage.kubectl("annotate", ORGANIZATION, "example.com/touched=" + System.nanoTime(), "--overwrite");
    }

    @Test
    @DisplayName("Ready: identity of the organization in status, and how often everything is read in full")
    void ready(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            assertThat(stage.status(ORGANIZATION).path("organizationId").asText())
                    .isEqualTo(ACME);
            assertThat(stage.status(ORGANIZATION).path("organizationName").asText())
                    .isEqualTo("Acme Analytics");
            Stage.eventually()
                    .untilAsserted(() -> assertThat(stage.status(ORGANIZATION)
                                    .path("sweepPeriod")
                                    .asText())
                            .as("the sweep keeps its interval")
                            .isEqualTo("12h"));
        }
    }

    @Test
    @DisplayName("No Secret: it is named; no such key in it: both are named; then it is Ready")
    void secret(Cluster cluster) {
        try (var stage = Stage.open(cluster)) {
            stage.apply(Manifests.organization("default", "polytomic", stage.url()));
            assertThat(stage.stalled(ORGANIZATION, "SecretNotFound"))
                    .contains("no Secret polytomic in namespace " + stage.namespace());

            stage.kubectl("create", "secret", "generic", "polytomic", "--from-literal=api-key=" + Stage.KEY);
            assertThat(stage.stalled(ORGANIZATION, "SecretKeyMissing")).contains("Secret polytomic", "apiKey");

            stage.apply(Manifests.secret("polytomic", Stage.KEY));
            stage.waitFor(ORGANIZATION, "Ready");
        }
    }

    @Test
    @DisplayName("A refused key closes the gate: CredentialsRejected, and nothing but a probe is sent")
    void refused(Cluster cluster) {
        try (var stage = Stage.open(cluster)) {
            stage.apply(Manifests.sync("orders", Manifests.ORDERS));
            apply(stage, Stage.REVOKED_KEY);

            assertThat(stage.stalled(ORGANIZATION, "CredentialsRejected"))
                    .startsWith("The API refused the key in Secret polytomic under apiKey (401);");
            Stage.eventually()
                    .untilAsserted(() -> assertThat(
                                    stage.message("bsync/orders", "Reconciling", "True", "OrganizationNotReady"))
                            .contains("CredentialsRejected"));
            assertThat(stage.callsSince(0)).extracting(call -> call.path()).containsOnly("/api/me");
        }
    }

    @Test
    @DisplayName("The key of another organization than the one in spec: OrganizationChanged, and nothing else is sent")
    void pinnedInSpec(Cluster cluster) {
        try (var stage = Stage.open(cluster)) {
            stage.apply(Manifests.secret("polytomic", Stage.FOREIGN_KEY)
                    + Manifests.organization("default", "polytomic", stage.url())
                            .replace("requestsPerMinute:", "organizationId: " + ACME + "\n  requestsPerMinute:"));

            assertThat(stage.stalled(ORGANIZATION, "OrganizationChanged"))
                    .contains(GLOBEX, "spec.organizationId", ACME);
            assertThat(stage.callsSince(0)).extracting(call -> call.path()).containsOnly("/api/me");
        }
    }

    @Test
    @DisplayName("The first organization seen is pinned: another one's key in the Secret stops everything")
    void pinnedInStatus(Cluster cluster) {
        try (var stage = Stage.withOrders(cluster)) {

            stage.apply(Manifests.secret("polytomic", Stage.FOREIGN_KEY));
            touch(stage);
            assertThat(stage.stalled(ORGANIZATION, "OrganizationChanged")).contains(GLOBEX, ACME);
            long from = stage.now();
            stage.patch("bsync/orders", "{\"spec\": {\"concurrencyLimit\": 3}}");
            stage.message("bsync/orders", "Ready", "False", "OrganizationNotReady");

            assertThat(stage.callsSince(from)).extracting(call -> call.path()).isSubsetOf("/api/me");
            assertThat(stage.status(ORGANIZATION).path("organizationId").asText())
                    .isEqualTo(ACME);
        }
    }

    @Test
    @DisplayName("An address that does not answer: Reconciling, ApiUnavailable")
    void unreachable(Cluster cluster) {
        try (var stage = Stage.open(cluster)) {
            stage.apply(Manifests.secret("polytomic", Stage.KEY)
                    + Manifests.organization("default", "polytomic", "http://127.0.0.1:1"));

            assertThat(stage.message(ORGANIZATION, "Reconciling", "True", "ApiUnavailable"))
                    .startsWith("The API cannot be reached");
        }
    }

    @Test
    @DisplayName("An outage keeps the last known state of an idle sync, and ends by itself")
    void outage(Cluster cluster) {
        try (var stage = Stage.withOrders(cluster)) {
            stage.twoTicks();
            var before = stage.get("bsync/orders");

            stage.api().fault(Fault.always(FaultKind.STATUS, null, null).withStatus(503));
            stage.message(ORGANIZATION, "Reconciling", "True", "ApiUnavailable");
            assertThat(stage.get("bsync/orders")).isEqualTo(before);

            stage.api().clearFaults();
            stage.waitFor(ORGANIZATION, "Ready");
            assertThat(stage.get("bsync/orders")).isEqualTo(before);
        }
    }

    @Test
    @DisplayName(
            "A host that the operator is not allowed to talk to: Stalled, HostNotAllowed; plain http: refused at once")
    void address(Cluster cluster) {
        try (var stage = Stage.open(cluster)) {
            stage.apply(Manifests.secret("polytomic", Stage.KEY)
                    + Manifests.organization("default", "polytomic", "https://polytomic.example.com"));
            assertThat(stage.stalled(ORGANIZATION, "HostNotAllowed")).contains("polytomic.example.com");

            var refused = stage.tryApply(Manifests.organization("plain", "polytomic", "http://app.polytomic.com"));
            assertThat(refused.exitCode()).isNotZero();
            assertThat(refused.stderr()).contains("url must be an https address");
        }
    }

    @Test
    @DisplayName("A newline at the end of the key is no trouble")
    void newline(Cluster cluster) {
        try (var stage = Stage.open(cluster)) {
            apply(stage, Stage.KEY + "\\n");
            stage.waitFor(ORGANIZATION, "Ready");
        }
    }

    @Test
    @DisplayName("A rotated key is taken up at once when the old one is refused")
    void rotated(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            stage.apply(Manifests.secret("polytomic", Stage.ROTATED_KEY));
            stage.api().world().revokeKey(Stage.KEY);
            stage.apply(Manifests.sync("orders", Manifests.ORDERS));

            stage.waitFor("bsync/orders", "Ready");
            stage.waitFor(ORGANIZATION, "Ready");
        }
    }

    /** Returns when the operator has seen it. */
    private static void suspend(Stage stage) {
        stage.patch(ORGANIZATION, "{\"spec\": {\"suspend\": true}}");
        Stage.eventually()
                .until(() ->
                        stage.status(ORGANIZATION).path("observedGeneration").asLong() == 2);
    }

    @Test
    @DisplayName("suspend: true is the brake: nothing is written, nothing started; released, all goes on")
    void suspended(Cluster cluster) {
        try (var stage = Stage.withOrders(cluster)) {
            suspend(stage);
            long from = stage.now();

            stage.patch("bsync/orders", "{\"spec\": {\"concurrencyLimit\": 3}}");
            stage.apply(Manifests.sync("payments", "schemas: [{id: public.payments}]")
                    + Manifests.run("first", "orders")
                    + Manifests.run("second", "payments"));
            assertThat(stage.stalled("bsync/orders", "OrganizationSuspended")).contains("1 Metadata");
            stage.stalled("bsync/payments", "OrganizationSuspended");
            stage.message("brun/first", "Reconciling", "True", "Pending");
            stage.twoTicks();
            assertThat(stage.writesSince(from)).isEmpty();

            stage.patch(ORGANIZATION, "{\"spec\": {\"suspend\": false}}");
            stage.waitFor("bsync/orders", "Ready");
            stage.waitFor("brun/first", "Succeeded");
            stage.waitFor("brun/second", "Succeeded");
        }
    }

    @Test
    @DisplayName("A run of a sync that is ready waits while the organization is suspended, and goes when it is not")
    void suspendedRun(Cluster cluster) {
        try (var stage = Stage.withOrders(cluster)) {
            suspend(stage);

            stage.apply(Manifests.run("first", "orders"));
            stage.message("brun/first", "Reconciling", "True", "SyncSuspended");
            assertThat(stage.api().world().executions(stage.syncId("orders"))).isEmpty();

            stage.patch(ORGANIZATION, "{\"spec\": {\"suspend\": false}}");
            stage.waitFor("brun/first", "Succeeded");
        }
    }
}
