package io.polytomic.operator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListingTest extends SimulatorTest {
    private void many(int count) {
        for (int i = 0; i < count; i++) {
            admin.world().createSync(Api.json(Api.syncBody("'name': 's" + i + "', 'active': " + (i % 2 == 0))));
        }
    }

    private List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.path("data").forEach(sync -> names.add(sync.path("name").asText()));
        return names;
    }

    @Test
    void switch_list_paging_paged() {
        many(120);
        Set<String> seen = new LinkedHashSet<>();
        List<Integer> sizes = new ArrayList<>();
        String token = "";
        do {
            JsonNode page =
                    api.get("/api/bulk/syncs?limit=500&page_token=" + token).json();
            sizes.add(page.path("data").size());
            seen.addAll(names(page));
            token = page.path("pagination").path("next_page_token").asText();
        } while (!token.isEmpty());
        assertThat(sizes).containsExactly(50, 50, 20);
        assertThat(seen).hasSize(120);
        assertThat(seen.iterator().next()).isEqualTo("s119");
    }

    @Test
    void switch_list_paging_unpaged_and_truncated() {
        many(60);
        admin.setSwitch("list_paging", "unpaged");
        assertThat(api.get("/api/bulk/syncs").json().path("data")).hasSize(60);
        admin.setSwitch("list_paging", "truncated_without_token");
        JsonNode page = api.get("/api/bulk/syncs").json();
        assertThat(page.path("data")).hasSize(50);
        assertThat(page.has("pagination")).isFalse();
    }

    @Test
    void active_filters_the_list_and_the_batch_status() {
        many(4);
        assertThat(names(api.get("/api/bulk/syncs?active=true").json())).containsExactly("s2", "s0");
        assertThat(names(api.get("/api/bulk/syncs?active=false").json())).containsExactly("s3", "s1");
        assertThat(api.get("/api/bulk/syncs/status?active=true").data()).hasSize(2);
        assertThat(api.get("/api/bulk/syncs/status?all=true&sync_id=x").data()).hasSize(4);
    }

    @Test
    void switch_batch_unknown_id() {
        many(2);
        String first = admin.world().syncIds().get(0);
        String unknown = "00000000-0000-4000-8000-000000000000";
        String path = "/api/bulk/syncs/status?sync_id=" + unknown + "&sync_id=" + first;
        assertThat(api.get(path).data()).hasSize(1);
        admin.setSwitch("batch_unknown_id", "404");
        assertThat(api.get(path).status()).isEqualTo(404);
    }

    @Test
    void the_batch_shows_each_enabled_schema_with_its_newest_run() {
        String id = api.create("'default_schedule': {'frequency': 'hourly'}");
        String full = api.post(executions(id), "{}").id();
        after("PT1M");
        String partial =
                api.post(executions(id), "{'schemas': ['public.users']}").id();
        after("PT10S");
        JsonNode item = api.get("/api/bulk/syncs/status?sync_id=" + id).data().path(0);
        assertThat(item.path("status").asText()).isEqualTo("running");
        assertThat(item.path("nextExecutionTime").asText()).isEqualTo("2026-01-05T10:00:00Z");
        assertThat(item.path("schemas")).hasSize(5).allSatisfy(schema -> {
            boolean users = schema.path("schema").asText().equals("public.users");
            assertThat(schema.path("execution_id").asText()).isEqualTo(users ? partial : full);
        });
    }

    @Test
    void ten_thousand_syncs_of_twenty_schemas_fit_into_one_answer() {
        String seed = """
                organizations: [{id: 0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01, name: Big, keys: [{key: sandbox-key}]}]
                connections:
                  - {name: Source, type: postgresql, generated_schemas: 20}
                  - {name: Target, type: snowflake}
                syncs:
                  - {source: Source, destination: Target, count: 10000, body: {name: s}}
                """;
        try (Simulator big = Simulator.start(SimulatorOptions.defaults().withSeedYaml(seed))) {
            big.admin().world().syncIds().forEach(id -> big.admin().world().startExecution(id));
            big.admin().advance(Duration.ofMinutes(1));
            JsonNode data = new Api(big).get("/api/bulk/syncs/status?all=true").data();
            assertThat(data)
                    .hasSize(10_000)
                    .allSatisfy(item -> assertThat(item.path("schemas")).hasSize(20));
        }
    }
}
