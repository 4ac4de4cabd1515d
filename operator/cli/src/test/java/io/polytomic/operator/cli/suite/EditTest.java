package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One edit of a manifest is one call of the API, and that call keeps everything else. */
@ClusterTest
class EditTest {

    private static final String RICH = """
            name: Orders to Snowflake
            additionalSchedules:
              - {frequency: weekly, dayOfWeek: sunday, hour: 3, minute: 0, schemas: [public.orders], resyncMode: normal, selectiveMode: none}
            concurrencyLimit: 4
            errorHandling: {subscribers: [data-oncall@example.com]}
            schemas:
              - id: public.orders
                partitionKey: id
                filters: [{fieldId: status, function: StringOneOf, value: [paid, shipped]}]
              - id: public.users
                fields:
                  - {id: email, obfuscate: true}
                  - {id: phone, enabled: false}
            """;

    private static final String DAILY = "{frequency: daily, hour: 2, minute: 30}";

    /** A sync with a bit of everything, made and at rest. */
    private static String make(Stage stage) {
        stage.apply(Manifests.scheduled("orders", DAILY, RICH));
        stage.waitFor("bsync/orders", "Ready");
        stage.twoTicks();
        return stage.syncId("orders");
    }

    @ParameterizedTest(name = "where {0} is {1}")
    @CsvSource({"put_schemas, selection", "put_schema_omitted, reset", "put_unlisted_fields, enable", "null_lists, true"
    })
    @DisplayName("Another hour in the schedule is one PUT that keeps all the rest, masks and filters included")
    void schedule(String name, String value, Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            stage.api().setSwitch(name, value);
            var id = make(stage);
            var world = stage.api().world();
            var before = world.sync(id);
            var schemas = world.schemas(id);
            long from = stage.now();

            stage.patch("bsync/orders", "{\"spec\": {\"defaultSchedule\": {\"hour\": 5}}}");
            stage.readyAgain("bsync/orders");
            stage.twoTicks();

            assertThat(stage.writesSince(from)).containsExactly("PUT /api/bulk/syncs/" + id);
            assertThat(world.sync(id).path("default_schedule").path("hour").asText())
                    .isEqualTo("5");
            assertThat(withoutSchedule(world.sync(id))).isEqualTo(withoutSchedule(before));
            assertThat(world.schemas(id)).isEqualTo(schemas);
            assertThat(stage.api().history(id))
                    .allSatisfy(moment -> assertThat(moment.schemas()
                                    .get("public.users")
                                    .fields()
                                    .get("email")
                                    .obfuscated())
                            .as("the mask was never off")
                            .isTrue());
        }
    }

    /** The id of the other schedule stays; that the API dates it anew is its own affair. */
    private static JsonNode withoutSchedule(JsonNode sync) {
        ObjectNode copy = sync.deepCopy();
        copy.path("additional_schedules").forEach(schedule -> ((ObjectNode) schedule).remove("updated_at"));
        return copy.without(List.of("default_schedule", "updated_at", "updated_by", "next_execution_time"));
    }

    @Test
    @DisplayName("One mask more is one PATCH that holds the whole list of fields")
    void mask(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            var id = make(stage);
            var before = stage.api().world().sync(id);
            long from = stage.now();

            stage.apply(Manifests.scheduled(
                    "orders", DAILY, RICH.replace("{id: phone, enabled: false}", "{id: country, obfuscate: true}")));
            stage.readyAgain("bsync/orders");
            stage.twoTicks();

            assertThat(stage.writesSince(from)).containsExactly("PATCH /api/bulk/syncs/" + id + "/schemas");
            var body = stage.callsSince(from).stream()
                    .filter(call -> call.method().equals("PATCH"))
                    .findFirst()
                    .orElseThrow()
                    .body();
            assertThat(body.path("schemas")).hasSize(1);
            var users = body.path("schemas").get(0);
            assertThat(users.path("id").asText()).isEqualTo("public.users");
            assertThat(users.path("enabled").asBoolean()).isTrue();
            assertThat(fields(users, "id")).containsExactlyInAnyOrder("id", "email", "phone", "country", "updated_at");
            assertThat(obfuscated(users)).containsExactlyInAnyOrder("email", "country");
            assertThat(stage.api().world().sync(id)).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("A mask taken away is one PATCH, too, and the other mask stays")
    void unmask(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            var two = RICH.replace("{id: phone, enabled: false}", "{id: phone, obfuscate: true}");
            stage.apply(Manifests.scheduled("orders", DAILY, two));
            stage.waitFor("bsync/orders", "Ready");
            var id = stage.syncId("orders");
            stage.twoTicks();
            long from = stage.now();

            stage.apply(Manifests.scheduled(
                    "orders", DAILY, two.replace("{id: phone, obfuscate: true}", "{id: phone, obfuscate: false}")));
            stage.readyAgain("bsync/orders");
            stage.twoTicks();

            assertThat(stage.writesSince(from)).containsExactly("PATCH /api/bulk/syncs/" + id + "/schemas");
            var users = StreamSupport.stream(stage.api().world().schemas(id).spliterator(), false)
                    .filter(schema -> schema.path("id").asText().equals("public.users"))
                    .findFirst()
                    .orElseThrow();
            assertThat(obfuscated(users)).containsExactly("email");
        }
    }

    private static List<String> fields(JsonNode schema, String member) {
        return StreamSupport.stream(schema.path("fields").spliterator(), false)
                .map(field -> field.path(member).asText())
                .toList();
    }

    private static List<String> obfuscated(JsonNode schema) {
        return StreamSupport.stream(schema.path("fields").spliterator(), false)
                .filter(field -> field.path("obfuscated").asBoolean())
                .map(field -> field.path("id").asText())
                .toList();
    }

    @Test
    @DisplayName("active: false is one POST to activate, and so is the way back")
    void active(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            var id = make(stage);
            for (boolean active : new boolean[] {false, true}) {
                long from = stage.now();
                stage.patch("bsync/orders", "{\"spec\": {\"active\": %s}}".formatted(active));
                stage.readyAgain("bsync/orders");
                stage.twoTicks();

                assertThat(stage.writesSince(from)).containsExactly("POST /api/bulk/syncs/" + id + "/activate");
                assertThat(stage.api().world().sync(id).path("active").asBoolean())
                        .isEqualTo(active);
            }
        }
    }

    @Test
    @DisplayName("What the manifest does not state is neither compared nor changed; what is stated is put back")
    void drift(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            var id = make(stage);
            long from = stage.now();

            stage.api().world().editSync(id, Stage.json("{\"resync_concurrency_limit\": 7}"));
            stage.twoTicks();
            assertThat(stage.writesSince(from)).isEmpty();

            stage.api().world().editSync(id, Stage.json("{\"concurrency_limit\": 9}"));
            Stage.eventually()
                    .until(() -> stage.api()
                                    .world()
                                    .sync(id)
                                    .path("concurrency_limit")
                                    .asInt()
                            == 4);
            stage.twoTicks();

            assertThat(stage.writesSince(from)).containsExactly("PUT /api/bulk/syncs/" + id);
            assertThat(stage.api()
                            .world()
                            .sync(id)
                            .path("resync_concurrency_limit")
                            .asInt())
                    .isEqualTo(7);
            assertThat(stage.kubectl("describe", "bsync", "orders")).contains("DriftCorrected", "Somebody Else");
        }
    }
}
