package io.polytomic.operator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The same strings over HTTP. */
class AdminHttpTest extends SimulatorTest {
    private final Api strings = api.with("Authorization", null);

    @Test
    void the_journal_is_read_from_a_sequence_on_and_cleared() {
        api.get("/api/me");
        api.get("/api/me");
        assertThat(strings.get("/_simulator/journal").json().path("entries")).hasSize(2);
        assertThat(strings.get("/_simulator/journal?since=1")
                        .json()
                        .path("entries")
                        .path(0)
                        .path("path")
                        .asText())
                .isEqualTo("/api/me");
        strings.delete("/_simulator/journal");
        assertThat(strings.get("/_simulator/journal").json().path("entries")).isEmpty();
    }

    @Test
    void faults_come_and_go() {
        strings.post("/_simulator/faults", "{'kind': 'STATUS', 'path': '/api/me', 'times': 0, 'status': 418}");
        assertThat(api.get("/api/me").status()).isEqualTo(418);
        strings.delete("/_simulator/faults");
        assertThat(api.get("/api/me").status()).isEqualTo(200);
        assertThat(strings.post("/_simulator/faults", "{'kind': 'MISCHIEF'}").status())
                .isEqualTo(400);
    }

    @Test
    void the_clock_is_moved() {
        assertThat(strings.get("/_simulator/clock").json().path("now").asText()).isEqualTo("2026-01-05T09:00:00Z");
        assertThat(strings.post("/_simulator/clock", "{'advance': 'PT5M'}")
                        .json()
                        .path("now")
                        .asText())
                .isEqualTo("2026-01-05T09:05:00Z");
        assertThat(strings.post("/_simulator/clock", "{'advance': 'soon'}").status())
                .isEqualTo(400);
        assertThat(strings.post("/_simulator/clock", "{'advance': '-PT5M'}").status())
                .isEqualTo(400);
    }

    @Test
    void switches_are_set() {
        assertThat(strings.put("/_simulator/switches/null_lists", "{'value': 'true'}")
                        .json()
                        .path("null_lists")
                        .asText())
                .isEqualTo("true");
        assertThat(strings.put("/_simulator/switches/null_lists", "{'value': 'x'}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_world_is_edited_behind_the_back() {
        String id = strings.post("/_simulator/world/syncs", Api.syncBody(""))
                .json()
                .path("id")
                .asText();
        String world = "/_simulator/world/syncs/" + id;
        strings.patch(world, "{'name': 'other'}");
        assertThat(api.get(sync(id)).data().path("name").asText()).isEqualTo("other");
        strings.patch(world + "/schemas", "{'schemas': [{'id': 'public.users', 'enabled': false}]}");
        assertThat(api.schema(id, "public.users").path("enabled").asBoolean()).isFalse();
        strings.put(world + "/outcome", "{'outcome': 'hangs'}");
        strings.post(world + "/executions", "{}");
        strings.post(world + "/finish", "{'outcome': 'failed'}");
        assertThat(strings.get(world + "/executions")
                        .json()
                        .path(0)
                        .path("status")
                        .asText())
                .isEqualTo("failed");
        assertThat(strings.get("/_simulator/world/history/" + id).json().path("history"))
                .hasSize(3);
        assertThat(strings.get("/_simulator/world").json().path("syncs")).hasSize(1);
        strings.post("/_simulator/world/connections/Postgres%20prod/schemas/public.new", "{'fields': ['id']}");
        strings.post("/_simulator/world/connections/Postgres%20prod/schemas/public.new/fields/a", "{}");
        strings.post("/_simulator/world/connections/Postgres%20prod/refresh", "");
        assertThat(api.schema(id, "public.new").path("fields")).hasSize(2);
        strings.delete(world);
        assertThat(api.get(sync(id)).status()).isEqualTo(404);
        assertThat(strings.get(world).status()).isEqualTo(400);
        strings.post("/_simulator/world/keys/revoke", "{'key': 'sandbox-key'}");
        assertThat(api.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void model_syncs_are_edited_behind_the_back() {
        String id = strings.post(
                        "/_simulator/world/model_syncs",
                        "{'target': 'Salesforce', 'body': {'name': 'made', 'schedule': {'frequency': 'manual'}}}")
                .json()
                .path("id")
                .asText();
        String world = "/_simulator/world/model_syncs/" + id;
        strings.patch(world, "{'name': 'other'}");
        assertThat(strings.get(world).json().path("name").asText()).isEqualTo("other");
        strings.post(world + "/executions", "");
        strings.post(world + "/cancel", "");
        assertThat(strings.get(world + "/status")
                        .json()
                        .at("/current_execution/status")
                        .asText())
                .isEqualTo("canceling");
        strings.post(world + "/finish", "{'outcome': 'failed'}");
        assertThat(strings.get(world + "/status")
                        .json()
                        .at("/last_execution/status")
                        .asText())
                .isEqualTo("failed");
        strings.put(world + "/problems", "{'problems': [{'code': 'gone'}]}");
        assertThat(api.get("/api/syncs/" + id).data().path("problems")).hasSize(1);
        strings.delete(world);
        assertThat(strings.get(world).status()).isEqualTo(400);
    }

    @Test
    void admin_calls_are_not_journalled() {
        strings.get("/_simulator/world");
        assertThat(admin.journal()).isEmpty();
    }
}
