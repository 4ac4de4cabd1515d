package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The main job as its user does it: apply, wait, look. */
@ClusterTest
class MainJobTest {

    private static String everything(Stage stage) {
        return Manifests.secret("polytomic", Stage.KEY)
                + Manifests.organization("default", "polytomic", stage.url())
                + Manifests.scheduled("orders", "{frequency: daily, hour: 2, minute: 30}", Manifests.ORDERS)
                + Manifests.run("orders-first", "orders");
    }

    @Test
    @DisplayName("Applied at once, waited for with kubectl wait: one remote sync, one execution, its counts in status")
    void applyAndWait(Cluster cluster) {
        try (var stage = Stage.open(cluster)) {
            stage.apply(everything(stage));
            stage.waitFor("bulksync/orders", "Ready");
            stage.waitFor("bulksyncrun/orders-first", "Finished");

            var run = stage.status("brun/orders-first");
            assertThat(run.path("phase").asText()).isEqualTo("Succeeded");
            assertThat(run.path("recordCount").asLong()).isEqualTo(60_000);
            assertThat(run.path("attribution").asText()).isEqualTo("Started");
            var id = stage.syncId("orders");
            assertThat(stage.api().world().syncIds()).containsExactly(id);
            assertThat(stage.api().world().executions(id)).hasSize(1);
            assertThat(stage.api().world().sync(id).path("active").asBoolean()).isTrue();
        }
    }

    /** All orders of four objects at once; between two rounds the operator has looked at what is there so far. */
    @Test
    @DisplayName("In whatever order organization, Secret, sync and run arrive, all of them get there")
    void anyOrder(Cluster cluster) {
        try (var stage = Stage.open(cluster)) {
            var orders = orders(List.of("secret", "organization", "sync", "run"));
            for (int round = 0; round < 4; round++) {
                int now = round;
                stage.apply(orders.stream()
                        .map(order -> manifest(order.get(now), "o" + orders.indexOf(order), stage))
                        .collect(Collectors.joining()));
                Stage.eventually()
                        .untilAsserted(() -> assertThat(stage.kubectl(
                                        "get", "polytomic", "-o", "jsonpath={.items[*].status.observedGeneration}"))
                                .doesNotContain("-1"));
            }
            stage.kubectl("wait", "--for=condition=Finished", "brun", "--all", "--timeout=100s");

            assertThat(stage.kubectl("get", "brun", "-o", "jsonpath={.items[*].status.phase}")
                            .split(" "))
                    .hasSize(orders.size())
                    .containsOnly("Succeeded");
            assertThat(stage.api().world().syncIds())
                    .hasSize(orders.size())
                    .allSatisfy(
                            id -> assertThat(stage.api().world().executions(id)).hasSize(1));
        }
    }

    private static String manifest(String what, String name, Stage stage) {
        return switch (what) {
            case "secret" -> Manifests.secret(name, Stage.KEY);
            case "organization" -> Manifests.organization(name, name, stage.url());
            case "sync" -> Manifests.sync(name, "organizationRef: {name: %s}\n%s".formatted(name, Manifests.ORDERS));
            default -> Manifests.run(name, name);
        };
    }

    private static List<List<String>> orders(List<String> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<String>>();
        for (var first : items) {
            var others = items.stream().filter(item -> !item.equals(first)).toList();
            for (var rest : orders(others)) {
                var order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                all.add(order);
            }
        }
        return all;
    }

    @Test
    @DisplayName("Server-side apply works, and the same once more changes nothing")
    void serverSide(Cluster cluster) {
        try (var stage = Stage.open(cluster)) {
            var manifests = everything(stage);
            cluster.kubectl()
                    .runWithInput(manifests, "apply", "--server-side", "-f", "-")
                    .orFail();
            stage.waitFor("brun/orders-first", "Finished");
            stage.waitFor("bsync/orders", "LastExecutionSucceeded");
            stage.twoTicks();
            var versions = versions(stage);

            cluster.kubectl()
                    .runWithInput(manifests, "apply", "--server-side", "-f", "-")
                    .orFail();
            stage.twoTicks();

            assertThat(versions(stage)).isEqualTo(versions);
        }
    }

    private static String versions(Stage stage) {
        return stage.kubectl(
                "get",
                "porg,bsync,brun",
                "-o",
                "jsonpath={range .items[*]}{.kind} {.metadata.resourceVersion}{\"\\n\"}{end}");
    }

    @Test
    @DisplayName("Before an operator has seen it, an object has observedGeneration -1 and an empty list of conditions")
    void fresh(Cluster cluster) {
        try (var stage = Stage.dark(cluster)) {
            stage.apply(everything(stage));

            var empty = Stage.json("{\"observedGeneration\": -1, \"conditions\": []}");
            assertThat(stage.status("porg/default")).isEqualTo(empty);
            assertThat(stage.status("bsync/orders")).isEqualTo(empty);
            assertThat(stage.status("brun/orders-first")).isEqualTo(empty);
        }
    }

    @Test
    @DisplayName("kubectl get shows the designed columns in their order, and kubectl get polytomic all kinds")
    void columns(Cluster cluster) {
        try (var stage = Stage.open(cluster)) {
            stage.apply(everything(stage));
            stage.waitFor("brun/orders-first", "Finished");
            stage.waitFor("bsync/orders", "LastExecutionSucceeded");
            var id = stage.syncId("orders");

            assertThat(table(stage, "get", "bsync").get(0))
                    .containsExactly("NAME", "READY", "STATUS", "LAST RUN", "LAST SUCCESS", "AGE");
            assertThat(table(stage, "get", "bsync", "-o", "wide").get(0))
                    .containsExactly(
                            "NAME",
                            "READY",
                            "STATUS",
                            "LAST RUN",
                            "LAST SUCCESS",
                            "AGE",
                            "ID",
                            "DRIFTED",
                            "MODE",
                            "NEXT RUN",
                            "MESSAGE");
            assertThat(table(stage, "get", "bsync", "-o", "wide").get(1))
                    .startsWith("orders", "True", "Synced", "completed")
                    .contains(id, "False", "replicate", "The remote sync is what the manifest says.")
                    .anySatisfy(cell -> assertThat(cell).endsWith("T02:30:00Z"));
            assertThat(table(stage, "get", "brun").get(0))
                    .containsExactly("NAME", "SYNC", "PHASE", "RECORDS", "ERRORS", "STARTED", "COMPLETED");
            var runs = table(stage, "get", "brun", "-o", "wide");
            assertThat(runs.get(0))
                    .endsWith("EXECUTION", "ATTRIBUTION", "MESSAGE")
                    .hasSize(10);
            assertThat(runs.get(1))
                    .startsWith("orders-first", "orders", "Succeeded", "60000", "0")
                    .contains("Started", "The execution completed without errors.");
            var organizations = table(stage, "get", "porg");
            assertThat(organizations.get(0)).containsExactly("NAME", "READY", "STATUS", "ORGANIZATION", "SYNCS", "AGE");
            assertThat(organizations.get(1)).startsWith("default", "True", "Connected", "Acme Analytics");
            assertThat(stage.kubectl("get", "polytomic", "-o", "name").lines())
                    .containsExactlyInAnyOrder(
                            "polytomicorganization.sync.polytomic.com/default",
                            "bulksync.sync.polytomic.com/orders",
                            "bulksyncrun.sync.polytomic.com/orders-first");
        }
    }

    /** Cells of the lines that kubectl prints; columns are at least three blanks apart. */
    private static List<List<String>> table(Stage stage, String... arguments) {
        return stage.kubectl(arguments)
                .lines()
                .map(line -> List.of(line.strip().split(" {2,}")))
                .toList();
    }

    @Test
    @DisplayName("kubectl describe tells what happened, and why something does not")
    void describe(Cluster cluster) {
        try (var stage = Stage.open(cluster)) {
            stage.apply(everything(stage) + Manifests.run("alone", "nosuch"));
            stage.waitFor("brun/orders-first", "Finished");

            assertThat(stage.kubectl("describe", "bsync", "orders"))
                    .contains("Events:", "Created", "Remote sync " + stage.syncId("orders") + " was created");
            assertThat(stage.kubectl("describe", "brun", "orders-first"))
                    .contains("Started", "Succeeded", "The execution completed without errors.");
            assertThat(stage.kubectl("describe", "brun", "alone"))
                    .contains("SyncNotFound", "There is no BulkSync nosuch in this namespace, the nearest are orders");

            stage.apply(Manifests.sync("orders", "schemas: [{id: public.userz}]"));
            stage.stalled("bsync/orders", "UnknownSchema");
            assertThat(stage.kubectl("describe", "bsync", "orders")).contains("\"public.userz\"", "public.users");
        }
    }

    @Test
    @DisplayName("kubectl explain has a sentence for each field")
    void explain(Cluster cluster) {
        assertThat(cluster.kubectl("explain", "bulksync.spec.maskRules").orFail())
                .contains("obfuscated")
                .contains("fields", "schemas");
        assertThat(cluster.kubectl("explain", "bulksync.spec.requireApprovalFor")
                        .orFail())
                .contains("Resync", "Destructive");
        assertThat(cluster.kubectl("explain", "bulksyncrun.spec.whenBusy").orFail())
                .contains("Wait", "Fail", "Attach");
        assertThat(cluster.kubectl("explain", "porg.spec.suspend").orFail()).contains("no write and no start");
        for (var kind : List.of("porg", "bsync", "brun")) {
            for (var part : List.of("spec", "status")) {
                assertThat(cluster.kubectl("explain", kind + "." + part).orFail())
                        .doesNotContain("<no description>")
                        .contains("DESCRIPTION:");
            }
        }
    }
}
