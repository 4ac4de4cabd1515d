package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.simulator.ExecutionScript;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Model syncs beside the bulk syncs, as kubectl shows them. */
@ClusterTest
class ModelSyncTest {
    private static String make(Stage stage, String name) {
        var body = Stage.json("""
                {"name": "%s", "mode": "updateOrCreate", "schedule": {"frequency": "manual"}}""".formatted(name));
        return stage.api().models().create("Snowflake", body).path("id").asText();
    }

    private static String byName(String object, String name) {
        return Manifests.object("ModelSync", object, "name: " + name);
    }

    private static String byId(String object, String id) {
        return Manifests.object("ModelSync", object, "syncId: " + id);
    }

    private static JsonNode last(Stage stage, String object) {
        return stage.status(object).path("lastExecution");
    }

    @Test
    @DisplayName(
            "Applied by name, one shows what runs, its counts and errors, in status and columns; nothing is written")
    void fromApplyToColumns(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            long from = stage.now();
            var id = make(stage, "Users to contacts");
            stage.apply(byName("users", "Users to contacts"));
            stage.waitFor("msync/users", "Ready");

            var status = stage.status("msync/users");
            assertThat(status.path("syncId").asText()).isEqualTo(id);
            assertThat(status.path("name").asText()).isEqualTo("Users to contacts");
            assertThat(status.path("mode").asText()).isEqualTo("updateOrCreate");
            assertThat(status.path("active").asBoolean()).isTrue();

            var fails = ExecutionScript.endsAs("failed")
                    .withMessage("the target refused the connection")
                    .withDuration(Duration.ofMinutes(2));
            stage.api().world().setExecutionOutcome(id, fails);
            stage.api().models().start(id);
            Stage.eventually()
                    .untilAsserted(() -> assertThat(stage.kubectl("get", "msync", "users", "-o", "wide"))
                            .contains("running"));
            Stage.eventually()
                    .untilAsserted(() -> assertThat(
                                    last(stage, "msync/users").path("status").asText())
                            .isEqualTo("failed"));
            assertThat(stage.condition("msync/users", "LastExecutionSucceeded")
                            .path("reason")
                            .asText())
                    .isEqualTo("ExecutionFailed");
            assertThat(last(stage, "msync/users").at("/errors/0").asText())
                    .isEqualTo("the target refused the connection");
            assertThat(last(stage, "msync/users").at("/counts/total").asLong()).isEqualTo(100);
            assertThat(stage.kubectl("get", "msync", "users"))
                    .containsPattern("NAME +READY +STATUS +LAST RUN +ERRORS +COMPLETED +AGE")
                    .containsPattern("users +True +Observed +failed +0 ");
            assertThat(stage.kubectl("get", "polytomic")).contains("modelsync.sync.polytomic.com/users");
            assertThat(stage.get("msync/users").at("/metadata/finalizers").isMissingNode())
                    .isTrue();
            assertThat(stage.writesSince(from)).isEmpty();
        }
    }

    @Test
    @DisplayName("One that is not there says so with the nearest names and in an event, and is found once it is there")
    void missing(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            make(stage, "Users to contacts");
            stage.apply(byName("users", "User to contacts") + byId("gone", "5a1b2c3d-0000-4000-8000-000000000001"));
            assertThat(stage.stalled("msync/users", "RemoteMissing"))
                    .contains("there is no model sync", "User to contacts", "the nearest are Users to contacts");
            stage.stalled("msync/gone", "RemoteMissing");
            Stage.eventually()
                    .untilAsserted(() -> assertThat(
                                    stage.kubectl("get", "events", "--field-selector=involvedObject.kind=ModelSync"))
                            .contains("Warning", "RemoteMissing"));
            make(stage, "User to contacts");
            stage.waitFor("msync/users", "Ready");
            make(stage, "User to contacts");
            stage.twoTicks();
            stage.apply(byName("again", "User to contacts"));
            assertThat(stage.stalled("msync/again", "AmbiguousMatch")).contains("spec.syncId");
        }
    }

    @Test
    @DisplayName("It goes with its object at once, and an operator that is not there does not hold it")
    void deletion(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            var id = make(stage, "Users to contacts");
            stage.apply(byId("users", id));
            stage.waitFor("msync/users", "Ready");
            stage.stopOperator();
            stage.kubectl("delete", "msync", "users", "--timeout=20s");
            assertThat(stage.exists("msync/users")).isFalse();
            assertThat(stage.api().models().ids()).contains(id);
        }
    }

    @Test
    @DisplayName("After a restart with nothing changed no ModelSync is written and none is read by itself")
    void restart(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            var one = make(stage, "one");
            make(stage, "two");
            stage.apply(byId("one", one) + byName("two", "two"));
            stage.waitFor("msync/one", "Ready");
            stage.waitFor("msync/two", "Ready");
            stage.twoTicks();
            var before = stage.kubectl("get", "msync", "-o", "jsonpath={.items[*].metadata.resourceVersion}");
            stage.stopOperator();
            long from = stage.now();
            stage.startOperator();
            stage.twoTicks();
            assertThat(stage.kubectl("get", "msync", "-o", "jsonpath={.items[*].metadata.resourceVersion}"))
                    .isEqualTo(before);
            assertThat(stage.callsSince(from).stream().map(call -> call.path()).distinct())
                    .containsExactlyInAnyOrder(
                            "/api/me", "/api/bulk/syncs", "/api/bulk/syncs/status", "/api/events", "/api/syncs");
        }
    }
}
