package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Costly plans wait for a person, who types the line that the condition holds. */
@ClusterTest
class ApprovalTest {

    private static final String SYNC = "bsync/orders";

    private static String lineToType(String message) {
        assertThat(message).contains("To approve: kubectl annotate");
        return message.substring(message.indexOf("kubectl annotate"));
    }

    @Test
    @DisplayName("Another mode waits; typing exactly the line in the message applies it, once")
    void mode(Cluster cluster) {
        try (var stage = Stage.withOrders(cluster)) {
            var id = stage.syncId("orders");
            long from = stage.now();

            stage.patch(SYNC, "{\"spec\": {\"mode\": \"append\"}}");
            var message = stage.stalled(SYNC, "ApprovalRequired");
            stage.twoTicks();
            assertThat(message).contains("Plan: 1 change (1 Resync).");
            assertThat(stage.kubectl("get", "bsync", "-o", "wide")).contains("ApprovalRequired", lineToType(message));
            assertThat(stage.status(SYNC).path("plan").path("changes").toString())
                    .contains("mode", "replicate", "append");
            assertThat(stage.writesSince(from)).isEmpty();

            stage.type(lineToType(message));
            stage.readyAgain(SYNC);
            stage.twoTicks();
            assertThat(stage.writesSince(from)).containsExactly("PUT /api/bulk/syncs/" + id);
            assertThat(stage.api().world().sync(id).path("mode").asText()).isEqualTo("append");
            assertThat(stage.status(SYNC).path("lastApproval").path("state").asText())
                    .isEqualTo("Spent");
        }
    }

    @Test
    @DisplayName("A wrong hash approves nothing, and free changes do not wait for the costly one beside them")
    void wrongHash(Cluster cluster) {
        try (var stage = Stage.withOrders(cluster)) {
            var id = stage.syncId("orders");

            stage.patch(SYNC, "{\"spec\": {\"mode\": \"append\", \"concurrencyLimit\": 3}}");
            stage.stalled(SYNC, "ApprovalRequired");
            stage.kubectl("annotate", SYNC, "sync.polytomic.com/approved-plan=v1-" + "0".repeat(64));
            stage.twoTicks();

            assertThat(stage.api().world().sync(id).path("mode").asText()).isEqualTo("replicate");
            assertThat(stage.api().world().sync(id).path("concurrency_limit").asInt())
                    .isEqualTo(3);
            stage.stalled(SYNC, "ApprovalRequired");
        }
    }

    @Test
    @DisplayName("A sync that exists and would be changed is not taken over before a person says so; one that fits is")
    void adoption(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            var other = remote(stage, "orders", "{\"frequency\": \"hourly\", \"minute\": \"10\"}");
            var same = remote(stage, "payments", "{\"frequency\": \"manual\"}");
            long from = stage.now();

            var users = "schemas: [{id: public.users}]";
            stage.apply(Manifests.sync("orders", users) + Manifests.sync("payments", users));
            stage.waitFor("bsync/payments", "Ready");
            var message = stage.stalled(SYNC, "AdoptionDiff");
            assertThat(message).contains(other, "Plan: 1 change (1 Schedule).");
            assertThat(stage.syncId("payments")).isEqualTo(same);
            assertThat(stage.kubectl("describe", "bsync", "payments")).contains("Adopted");
            assertThat(stage.writesSince(from)).isEmpty();

            stage.type(lineToType(message));
            stage.readyAgain(SYNC);
            stage.twoTicks();
            assertThat(stage.syncId("orders")).isEqualTo(other);
            assertThat(stage.writesSince(from)).containsExactly("PUT /api/bulk/syncs/" + other);
            assertThat(stage.api().world().syncIds()).containsExactlyInAnyOrder(other, same);
        }
    }

    private static String remote(Stage stage, String name, String schedule) {
        return stage.api()
                .world()
                .createSync(Stage.json("""
                        {"name": "%s", "active": true, "mode": "replicate", "default_schedule": %s,
                         "source_connection_id": "5b7e2d90-3c41-4f0a-8d27-6a9e1b4c0f02",
                         "destination_connection_id": "8d4f6c13-2a95-4b7e-a1c6-3e0d5f9b7a03",
                         "destination_configuration": {"schema": "analytics"},
                         "schemas": [{"id": "public.users", "enabled": true}]}
                        """.formatted(name, schedule)))
                .path("id")
                .asText();
    }

    @Test
    @DisplayName(
            "A mask rule covers today's columns before the sync is switched on, and tomorrow's when a look is asked for")
    void maskRules(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            stage.apply(Manifests.sync("orders", """
                    automaticallyAddNewFields: all
                    maskRules: [{schemas: "*", fields: "*email*"}]
                    schemas: [{id: public.users}, {id: public.orders}]
                    """));
            stage.waitFor(SYNC, "Ready");
            var id = stage.syncId("orders");
            assertThat(stage.api().history(id))
                    .filteredOn(moment -> moment.active()
                            && moment.schemas().get("public.users").enabled())
                    .isNotEmpty()
                    .allSatisfy(moment -> assertThat(moment.schemas()
                                    .get("public.users")
                                    .fields()
                                    .get("email")
                                    .obfuscated())
                            .isTrue());
            stage.twoTicks();
            long from = stage.now();

            stage.api().world().addSourceField("Postgres prod", "public.users", "Work_Email");
            stage.api().world().refreshSchemas("Postgres prod");
            stage.kubectl("annotate", SYNC, "sync.polytomic.com/reconcile-requested-at=now");
            Stage.eventually()
                    .until(() -> stage.status(SYNC)
                            .path("lastHandledReconcileAt")
                            .asText()
                            .equals("now"));
            stage.readyAgain(SYNC);

            assertThat(field(stage, id, "Work_Email").path("obfuscated").asBoolean())
                    .isTrue();
            assertThat(field(stage, id, "email").path("obfuscated").asBoolean()).isTrue();
            assertThat(stage.writesSince(from)).containsExactly("PATCH /api/bulk/syncs/" + id + "/schemas");
            assertThat(stage.kubectl("describe", "bsync", "orders")).contains("MaskLost", "Work_Email");
        }
    }

    private static JsonNode field(Stage stage, String id, String name) {
        return StreamSupport.stream(stage.api().world().schemas(id).spliterator(), false)
                .filter(schema -> schema.path("id").asText().equals("public.users"))
                .flatMap(schema -> StreamSupport.stream(schema.path("fields").spliterator(), false))
                .filter(field -> field.path("id").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
