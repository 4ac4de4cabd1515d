package io.polytomic.operator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Schema caches, discovery, primary keys, deletion of connections. */
class SourceTest {
    private static final String SEED = """
            organizations: [{id: 0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01, name: O, keys: [{key: sandbox-key}]}]
            connections:
              - id: 5b7e2d90-3c41-4f0a-8d27-6a9e1b4c0f02
                name: Source
                type: postgresql
                cache_delay: PT30S
                refresh_delay: PT5S
                schemas: [{id: public.users, fields: [id, email]}]
              - {id: 8d4f6c13-2a95-4b7e-a1c6-3e0d5f9b7a03, name: Target, type: snowflake}
              - {id: 8d4f6c13-2a95-4b7e-a1c6-3e0d5f9b7a04, name: Harbored, type: snowflake, harbor: true}
            """;

    private final Simulator simulator =
            Simulator.start(SimulatorOptions.defaults().withSeedYaml(SEED));
    private final Api api = new Api(simulator);
    private final SimulatorAdmin admin = simulator.admin();
    private final String connection = "/api/connections/" + Api.POSTGRES;

    @AfterEach
    void close() {
        simulator.close();
    }

    private void after(String duration) {
        admin.advance(Duration.parse(duration));
    }

    private boolean on(String id, String schema, String field) {
        return api.field(id, schema, field).path("enabled").asBoolean();
    }

    @Test
    void switch_cache_not_ready() {
        Api.Reply early = api.post("/api/bulk/syncs", Api.syncBody(""));
        assertThat(early.status()).isEqualTo(422);
        assertThat(SimulatorTest.message(early)).contains("cache refresh in progress");
        admin.setSwitch("cache_not_ready", "400");
        assertThat(api.post("/api/bulk/syncs", Api.syncBody("")).status()).isEqualTo(400);
        JsonNode status = api.get(connection + "/schemas/status").data();
        assertThat(status.path("cache_status").asText()).isEqualTo("refreshing");
        assertThat(status.path("last_refresh_finished").isNull()).isTrue();
        after("PT30S");
        assertThat(api.post("/api/bulk/syncs", Api.syncBody("")).status()).isEqualTo(200);
        JsonNode fresh = api.get(connection + "/schemas/status").data();
        assertThat(fresh.path("last_refresh_finished").asText())
                .isGreaterThan(fresh.path("last_refresh_started").asText());
    }

    @Test
    void a_refresh_brings_what_the_source_has() {
        after("PT30S");
        admin.world().addSourceField("Source", "public.users", "phone");
        assertThat(api.get(connection + "/schemas/public.users").data().path("fields"))
                .hasSize(2);
        Api.Reply accepted = api.post(connection + "/schemas/refresh", "");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.http().headers().firstValue("Location")).contains(connection + "/schemas/status");
        after("PT5S");
        assertThat(api.get(connection + "/schemas/public.users").data().path("fields"))
                .hasSize(3);
        admin.world().removeSourceField("Source", "public.users", "phone");
        admin.world().removeSourceSchema("Source", "nothing");
        admin.world().refreshSchemas("Source");
        assertThat(api.get(connection + "/schemas/public.users").data().path("fields"))
                .hasSize(2);
    }

    @Test
    void switch_refresh_blocks() {
        after("PT30S");
        api.post(connection + "/schemas/refresh", "");
        assertThat(api.post("/api/bulk/syncs", Api.syncBody("")).status()).isEqualTo(200);
        admin.setSwitch("refresh_blocks", "true");
        assertThat(api.post("/api/bulk/syncs", Api.syncBody("")).status()).isEqualTo(422);
    }

    @Test
    void an_unhealthy_connection_is_not_refreshed() {
        admin.world().setConnectionStatus("Source", "broken");
        assertThat(api.post(connection + "/schemas/refresh", "").status()).isEqualTo(400);
        assertThat(api.get(connection).data().path("status").asText()).isEqualTo("broken");
    }

    @Test
    void new_fields_and_objects_come_as_the_sync_wants() {
        after("PT30S");
        String open = api.create("'automatically_add_new_objects': 'all'");
        String closed = api.create("'automatically_add_new_fields': 'none'");
        admin.world().addSourceField("Source", "public.users", "ssn");
        admin.world().addSourceSchema("Source", "public.secrets", "id");
        admin.world().refreshSchemas("Source");
        assertThat(on(open, "public.users", "ssn")).isTrue();
        assertThat(api.field(open, "public.users", "ssn").path("obfuscated").asBoolean())
                .isFalse();
        assertThat(api.schema(open, "public.secrets").path("enabled").asBoolean())
                .isTrue();
        assertThat(on(closed, "public.users", "ssn")).isFalse();
        assertThat(api.schema(closed, "public.secrets").path("enabled").asBoolean())
                .isFalse();
        assertThat(admin.history(open)).hasSize(2);
    }

    @Test
    void primary_keys_can_be_overridden() {
        after("PT30S");
        String keys = connection + "/schemas/public.users/primary_keys";
        assertThat(api.put(keys, "{'fields': [{'field_id': 'email', 'is_primary_key': true}]}")
                        .status())
                .isEqualTo(202);
        JsonNode email = api.get(connection + "/schemas/public.users")
                .data()
                .path("fields")
                .path(1);
        assertThat(email.path("is_primary_key").asBoolean()).isTrue();
        assertThat(email.path("source_primary_key").asBoolean()).isFalse();
        assertThat(email.path("primary_key_override").asBoolean()).isTrue();
        api.delete(keys);
        assertThat(api.get(connection + "/schemas/public.users")
                        .data()
                        .path("fields")
                        .path(1)
                        .has("primary_key_override"))
                .isFalse();
    }

    @Test
    void fields_are_left_out_of_the_source_on_request() {
        after("PT30S");
        JsonNode light =
                api.get(connection + "/bulksync/source?include_fields=false").data();
        assertThat(light.path("schemas").path(0).has("fields")).isFalse();
        assertThat(api.get(connection + "/bulksync/source")
                        .data()
                        .path("schemas")
                        .path(0)
                        .path("fields"))
                .hasSize(2);
    }

    @Test
    void a_connection_in_use_is_deleted_by_force_only() {
        after("PT30S");
        String id = api.create("");
        assertThat(api.delete(connection).status()).isEqualTo(422);
        assertThat(api.delete(connection + "?force=true").status()).isEqualTo(200);
        assertThat(api.get(connection).status()).isEqualTo(404);
        assertThat(api.get("/api/bulk/syncs/" + id).status()).isEqualTo(404);
        assertThat(api.delete("/api/connections/8d4f6c13-2a95-4b7e-a1c6-3e0d5f9b7a04?force=true")
                        .status())
                .isEqualTo(409);
    }
}
