package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody writes on purpose, or only on purpose: taken or refused with a sentence, and nothing else stops working. */
@ClusterTest
class OddInputTest {
    private static final int TWO_MEGABYTES = 2 * 1024 * 1024;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Orders \uD83D\uDE80 to Snowflake",
                "\u202Eorders\u202C \u05E9\u05DC\u05D5\u05DD",
                "'); DROP TABLE syncs; --",
                "{{ name }} $(id) %s \\n"
            })
    @DisplayName("A name of any characters reaches the API as it is written")
    void name(String name, Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            stage.apply(Manifests.sync("odd", "name: \"" + name.replace("\\", "\\\\") + "\"\n" + Manifests.ORDERS));
            stage.waitFor("bsync/odd", "Ready");

            assertThat(stage.api()
                            .world()
                            .sync(stage.syncId("odd"))
                            .path("name")
                            .asText())
                    .isEqualTo(name);
            assertThat(stage.status("bsync/odd").path("syncName").asText())
                    .as("what is shown turns nobody's terminal around")
                    .isEqualTo(name.replaceAll("[\\u202C\\u202E]", " "));
        }
    }

    @Test
    @DisplayName("A name of 10 KiB, a bomb of aliases and 2 MB of configuration are refused; the next manifest is not")
    void refused(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
            for (int i = 1; i < 10; i++) {
                bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1)));
            }

            var longName =
                    stage.tryApply(Manifests.sync("long", "name: " + "x".repeat(10 * 1024) + "\n" + Manifests.ORDERS));
            var exploding = stage.tryApply(Manifests.sync("bomb", bomb + Manifests.ORDERS));
            var huge = stage.tryApply(Manifests.sync("huge", Manifests.ORDERS)
                    .replace("schema: analytics", "schema: " + "y".repeat(TWO_MEGABYTES)));

            assertThat(longName.exitCode()).isNotZero();
            assertThat(longName.stderr()).contains("spec.name: Too long");
            assertThat(exploding.exitCode()).isNotZero();
            assertThat(huge.exitCode()).isNotZero();
            stage.apply(Manifests.sync("orders", Manifests.ORDERS));
            stage.waitFor("bsync/orders", "Ready");
        }
    }

    @Test
    @DisplayName("Subscribers and filter values stand in no status, event or log line, also when they change")
    void personalData(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            var before = manifest("first-subscriber@example.com", "FirstFilterValue");
            var after = manifest("second-subscriber@example.com", "SecondFilterValue");
            stage.apply(before);
            stage.waitFor("bsync/orders", "Ready");
            stage.apply(after);
            stage.stalled("bsync/orders", "ApprovalRequired");
            stage.kubectl(
                    "annotate",
                    "bsync",
                    "orders",
                    "sync.polytomic.com/approved-plan="
                            + stage.status("bsync/orders")
                                    .path("plan")
                                    .path("hash")
                                    .asText());
            stage.readyAgain("bsync/orders");

            var told = stage.kubectl("get", "polytomic", "-o", "jsonpath={.items[*].status}")
                    + stage.kubectl("get", "events", "-o", "jsonpath={.items[*].message}")
                    + String.join("\n", stage.log().lines());
            assertThat(told).contains("filters").doesNotContain("subscriber@example.com", "FilterValue");
        }
    }

    private static String manifest(String subscriber, String filterValue) {
        return Manifests.sync("orders", """
                requireApprovalFor: [Resync, Destructive, Exposure, Metadata]
                errorHandling: {subscribers: [%s]}
                schemas:
                  - id: public.users
                    filters: [{fieldId: country, function: StringOneOf, value: [%s]}]
                """.formatted(subscriber, filterValue));
    }
}
