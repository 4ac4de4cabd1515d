package io.polytomic.operator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class GateTest extends SimulatorTest {
    private Api basic(String organization, String key) {
        String pair = organization + ":" + key;
        return api.with(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_user_key_is_a_user() {
        JsonNode me = api.get("/api/me").data();
        assertThat(me.path("organization_id").asText()).isEqualTo(Api.ORGANIZATION);
        assertThat(me.path("is_user").asBoolean()).isTrue();
        assertThat(me.path("email").asText()).isEqualTo("sandbox@example.com");
    }

    @Test
    void an_organization_key_travels_as_basic() {
        JsonNode me = basic(Api.ORGANIZATION, "sandbox-organization-key")
                .get("/api/me")
                .data();
        assertThat(me.path("is_organization").asBoolean()).isTrue();
        assertThat(me.has("role")).isFalse();
        assertThat(basic("00000000-0000-4000-8000-000000000000", "sandbox-organization-key")
                        .get("/api/me")
                        .status())
                .isEqualTo(401);
        assertThat(api.with("Authorization", "Bearer sandbox-organization-key")
                        .get("/api/me")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void unknown_missing_and_revoked_keys_are_401() {
        assertThat(api.with("Authorization", null).get("/api/me").status()).isEqualTo(401);
        assertThat(api.with("Authorization", "Bearer nope").get("/api/me").status())
                .isEqualTo(401);
        assertThat(api.with("Authorization", "Basic !!!").get("/api/me").status())
                .isEqualTo(401);
        admin.world().revokeKey("sandbox-key");
        assertThat(api.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void a_restricted_key_is_403_where_the_pattern_fits() {
        admin.world().restrictKey("sandbox-key", "(POST|PUT) /api/bulk/.*");
        assertThat(api.post("/api/bulk/syncs", Api.syncBody("")).status()).isEqualTo(403);
        assertThat(api.get("/api/bulk/syncs").status()).isEqualTo(200);
    }

    @Test
    void organizations_do_not_see_each_other() {
        String seed = """
                organizations:
                  - {id: 0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01, name: One, keys: [{key: sandbox-key}]}
                  - {id: 0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e02, name: Two, keys: [{key: other-key}]}
                connections:
                  - {name: Source, type: postgresql, generated_schemas: 1}
                  - {name: Target, type: snowflake}
                syncs: [{source: Source, destination: Target, body: {name: s}}]
                """;
        try (Simulator two = Simulator.start(SimulatorOptions.defaults().withSeedYaml(seed))) {
            String id = two.admin().world().syncIds().get(0);
            Api other = new Api(two).with("Authorization", "Bearer other-key");
            assertThat(other.get(sync(id)).status()).isEqualTo(404);
            assertThat(other.get("/api/bulk/syncs").data()).isEmpty();
            assertThat(other.get("/api/connections").data()).isEmpty();
            assertThat(other.get("/api/bulk/syncs/status?all=true").data()).isEmpty();
        }
    }

    @Test
    void switch_created_by_for_organization_keys() {
        Api organization = basic(Api.ORGANIZATION, "sandbox-organization-key");
        JsonNode made = organization.post("/api/bulk/syncs", Api.syncBody("")).data();
        assertThat(made.path("created_by").path("type").asText()).isEqualTo("organization");
        admin.setSwitch("created_by_for_organization_keys", "null");
        JsonNode read = api.get(sync(made.path("id").asText())).data();
        assertThat(read.path("created_by").isNull()).isTrue();
    }

    @Test
    void created_by_is_who_me_says() {
        JsonNode made = api.post("/api/bulk/syncs", Api.syncBody("")).data();
        assertThat(made.path("created_by").path("id"))
                .isEqualTo(api.get("/api/me").data().path("id"));
    }

    @Test
    void switch_missing_version() {
        Api without = api.with("X-Polytomic-Version", null);
        assertThat(without.get("/api/me").status()).isEqualTo(200);
        admin.setSwitch("missing_version", "reject");
        assertThat(without.get("/api/me").status()).isEqualTo(400);
        assertThat(api.with("X-Polytomic-Version", "1999-01-01").get("/api/me").status())
                .isEqualTo(400);
    }

    @Test
    void the_version_is_echoed_and_the_date_is_simulated() {
        Api.Reply reply = api.with("X-Polytomic-Version", "2024-02-08").get("/api/me");
        assertThat(reply.http().headers().firstValue("X-Polytomic-Version")).contains("2024-02-08");
        assertThat(reply.http().headers().allValues("Date")).containsExactly("Mon, 05 Jan 2026 09:00:00 GMT");
    }

    @Test
    void switch_requests_per_minute() {
        admin.setSwitch("requests_per_minute", "2");
        assertThat(api.get("/api/me").status()).isEqualTo(200);
        assertThat(api.get("/api/me").status()).isEqualTo(200);
        Api.Reply third = api.get("/api/me");
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.http().headers().firstValue("Retry-After")).contains("60");
        after("PT1M");
        assertThat(api.get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void switch_error_body() {
        assertThat(api.get("/api/nope").json().path("key").asText()).isEqualTo("not_found");
        admin.setSwitch("error_body", "legacy");
        assertThat(api.get("/api/nope").json().path("code").asInt()).isEqualTo(404);
        admin.setSwitch("error_body", "simple");
        assertThat(api.get("/api/nope").json()).isEqualTo(Api.json("{'error': 'no such route'}"));
        admin.setSwitch("error_body", "html");
        assertThat(api.get("/api/nope").text()).startsWith("<html>");
    }

    @Test
    void a_wrong_method_is_405_and_a_broken_body_400() {
        assertThat(api.delete("/api/me").status()).isEqualTo(405);
        assertThat(api.post("/api/bulk/syncs", "{").status()).isEqualTo(400);
    }
}
