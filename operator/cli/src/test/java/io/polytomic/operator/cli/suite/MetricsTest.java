package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.cli.monitoring.Exposition;
import io.polytomic.operator.cli.monitoring.Shipped;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a running operator shows on /metrics and in its log, and what the alerts and the dashboard make of it. */
@ClusterTest
class MetricsTest {

    /** One of everything that can be measured: a ready sync that drifted, one that failed, a run, a deletion. */
    private static void live(Stage stage) {
        stage.connect();
        stage.apply(Manifests.sync("orders", "name: orders\nfreshness: 6h\ndrift: Report\n" + Manifests.ORDERS)
                + Manifests.sync("typo", "schemas: [{id: public.oders}]")
                + Manifests.object("ModelSync", "users", "name: Users to contacts")
                + Manifests.run("first", "orders"));
        stage.stalled("msync/users", "RemoteMissing");
        stage.waitFor("brun/first", "Succeeded");
        stage.stalled("bsync/typo", "UnknownSchema");
        stage.message("bsync/orders", "Fresh", "True", "Fresh");
        stage.api()
                .world()
                .editSync(stage.syncId("orders"), Stage.json("{\"concurrency_limit\": 9, \"name\": \"other\"}"));
        stage.message("bsync/orders", "Drifted", "True", "Drifted");
        stage.kubectl("delete", "bsync", "typo", "--timeout=30s");
    }

    private static Map<String, String> shown(Exposition real) {
        var shown = new TreeMap<String, String>();
        real.types().forEach((name, type) -> {
            if (name.startsWith("polytomic_")) {
                var labels = String.join(", ", real.labels().get(name));
                shown.put(name, (type + " " + labels).strip());
            }
        });
        return shown;
    }

    /** The order of labels in the page is for people. */
    private static Map<String, String> sorted(Map<String, String> documented) {
        var sorted = new TreeMap<String, String>();
        documented.forEach((name, row) -> {
            var words = row.split(" ", 2);
            var labels = words.length == 1 ? new String[0] : words[1].split(", ");
            Arrays.sort(labels);
            sorted.put(name, (words[0] + " " + String.join(", ", labels)).strip());
        });
        return sorted;
    }

    @Test
    @DisplayName(
            "Metrics are those of the page, queries speak of nothing else, log lines are JSON that names its object")
    void documented(Cluster cluster) throws Exception {
        try (var stage = Stage.dark(cluster);
                var operator = ChildOperator.start(
                        cluster.controlPlane().kubeconfigFile(),
                        "--namespaces",
                        cluster.namespace(),
                        "--object-metrics",
                        "--log-format",
                        "json")) {
            live(stage);
            var text = operator.get("/metrics").body();
            var real = Exposition.of(text);

            assertThat(shown(real)).isEqualTo(sorted(Shipped.documented()));
            assertThat(Shipped.alerts()).isNotEmpty().allSatisfy(query -> query.check(real));
            assertThat(Shipped.dashboard()).isNotEmpty().allSatisfy(query -> query.check(real));
            values(real, stage);
            bounded(real, stage);
            assertThat(text).doesNotContain(Stage.KEY);
            log(operator, stage);
        }
    }

    private static void values(Exposition real, Stage stage) {
        var sync = "{sync=\"orders\",sync_namespace=\"" + stage.namespace() + "\"} ";
        assertThat(real.samples())
                .contains(
                        "polytomic_sync_drifted" + sync + "1.0",
                        "polytomic_sync_last_execution_failed" + sync + "0.0",
                        "polytomic_sync_freshness_objective_seconds" + sync + "21600.0",
                        "polytomic_syncs_drifted 1.0",
                        "polytomic_syncs_failed 0.0",
                        "polytomic_model_syncs_failed 0.0",
                        "polytomic_model_syncs{reason=\"RemoteMissing\",state=\"Stalled\"} 1.0",
                        "polytomic_organizations{reason=\"Connected\",state=\"Ready\"} 1.0",
                        "polytomic_runs{phase=\"Succeeded\"} 1.0",
                        "polytomic_runs{phase=\"Running\"} 0.0")
                .anyMatch(line -> line.startsWith("polytomic_syncs{") && line.contains("state=\"Ready\""))
                .anyMatch(line -> line.startsWith("polytomic_reconciles_total{kind=\"BulkSync\",outcome=\"released\"}"))
                .anyMatch(line -> line.startsWith("polytomic_api_calls_seconds_count{")
                        && line.contains("operation=\"POST /api/bulk/syncs/{id}/executions\""));
        assertThat(value(real, "polytomic_sync_freshness_seconds" + sync)).isBetween(0.0, 3600.0);
        assertThat(value(real, "polytomic_watch_lag_seconds{")).isBetween(0.0, 30.0);
    }

    private static double value(Exposition real, String start) {
        return real.samples().stream()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    /** Only what is behind the flag, and one lag an organization, may name an object; nothing holds a remote id. */
    private static void bounded(Exposition real, Stage stage) {
        assertThat(real.samples())
                .filteredOn(line -> !line.startsWith("polytomic_sync_") && !line.startsWith("polytomic_watch_lag"))
                .noneMatch(line -> line.contains("\"" + stage.namespace() + "\"") || line.contains("\"orders\""))
                .noneMatch(line -> line.matches(".*[0-9a-f]{8}-[0-9a-f]{4}-.*"));
    }

    private static void log(ChildOperator operator, Stage stage) {
        stage.api().world().revokeKey(Stage.KEY);
        stage.stalled("porg/default", "CredentialsRejected");
        var lines = operator.output().stream().map(Stage::json).toList();
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line.fieldNames()).toIterable().contains("time", "level", "logger", "message"))
                .anySatisfy(line -> {
                    assertThat(line.path("kind").asText()).isEqualTo("BulkSync");
                    assertThat(line.path("namespace").asText()).isEqualTo(stage.namespace());
                    assertThat(line.path("name").asText()).isEqualTo("orders");
                    assertThat(line.path("message").asText()).contains("Created");
                })
                .anySatisfy(line -> assertThat(line.path("kind").asText()).isEqualTo("PolytomicOrganization"));
        assertThat(lines.toString()).doesNotContain(Stage.KEY);
    }

    @Test
    @DisplayName("Without the flag there is no series for a single sync")
    void withoutTheFlag(Cluster cluster) throws Exception {
        try (var stage = Stage.dark(cluster);
                var operator = ChildOperator.start(cluster)) {
            stage.connect();
            stage.apply(Manifests.sync("orders", Manifests.ORDERS));
            stage.waitFor("bsync/orders", "Ready");

            assertThat(operator.get("/metrics").body())
                    .contains("polytomic_syncs{")
                    .doesNotContain("polytomic_sync_", "orders");
        }
    }
}
