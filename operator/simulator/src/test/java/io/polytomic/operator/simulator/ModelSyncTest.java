package io.polytomic.operator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ModelSyncTest extends SimulatorTest {
    private static final String SYNC = "/api/syncs/" + Api.MODEL_SYNC;
    private static final String RUNS = SYNC + "/executions";

    private JsonNode read(String id) {
        return api.get(RUNS + "/" + id).data();
    }

    @Test
    void a_run_completes_with_counts() {
        String id = api.post(RUNS, "{'resync': true}").id();
        assertThat(api.post(RUNS, "{}").status()).isEqualTo(409);
        after("PT5S");
        assertThat(read(id).path("status").asText()).isEqualTo("running");
        after("PT1M");
        assertThat(read(id).path("status").asText()).isEqualTo("completed");
        assertThat(read(id).path("counts").path("insert").asLong()).isEqualTo(100);
        JsonNode event = event("sync.completed").path(0).path("event");
        assertThat(event.path("logs_url").asText()).isEqualTo(RUNS + "/" + id + "/logs");
        assertThat(event.path("schedule").path("frequency").asText()).isEqualTo("manual");
    }

    @Test
    void errors_are_counted_and_named_in_the_plural() {
        admin.world()
                .setExecutionOutcome(Api.MODEL_SYNC, ExecutionScript.completes().withErrorCount(7));
        String id = api.post(RUNS, "{}").id();
        after("PT1M");
        assertThat(read(id).path("status").asText()).isEqualTo("completed");
        assertThat(read(id).path("counts").path("error").asLong()).isEqualTo(7);
        assertThat(event("sync.completed_with_errors")
                        .path(0)
                        .path("event")
                        .path("number_of_errors")
                        .asLong())
                .isEqualTo(7);
    }

    @Test
    void a_failed_run_lists_its_errors() {
        admin.world().setExecutionOutcome(Api.MODEL_SYNC, ExecutionScript.endsAs("failed"));
        String id = api.post(RUNS, "{}").id();
        after("PT1M");
        assertThat(read(id).path("errors")).hasSize(1);
        assertThat(event("sync.failed")).hasSize(1);
    }

    @Test
    void inactive_does_not_run_even_by_hand_and_deactivation_cancels_nothing() {
        String id = api.post(RUNS, "{}").id();
        api.post(SYNC + "/activate", "{'active': false}");
        after("PT1M");
        assertThat(read(id).path("status").asText()).isEqualTo("completed");
        assertThat(api.post(RUNS, "{}").status()).isEqualTo(400);
    }

    @Test
    void cancellation_takes_its_time() {
        String id = api.post(RUNS, "{}").id();
        after("PT5S");
        api.post(SYNC + "/cancel", "");
        assertThat(read(id).path("status").asText()).isEqualTo("canceling");
        after("PT2S");
        assertThat(read(id).path("status").asText()).isEqualTo("canceled");
    }

    @Test
    void identities_exclude_source_identities() {
        assertThat(api.post(RUNS, "{'identities': ['a'], 'source_identities': []}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void problems_prevent_activation() {
        String seed = """
                organizations: [{id: 0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01, name: O, keys: [{key: sandbox-key}]}]
                connections: [{name: Target, type: salesforce}]
                model_syncs:
                  - id: e71b93d4-5c08-4a2f-9e65-2d8f0c4a6b05
                    target: Target
                    active: false
                    body: {name: broken, problems: [{code: missing_field, message: gone, severity: error}]}
                """;
        try (Simulator other = Simulator.start(SimulatorOptions.defaults().withSeedYaml(seed))) {
            assertThat(new Api(other)
                            .post(SYNC + "/activate", "{'active': true}")
                            .status())
                    .isEqualTo(422);
        }
    }

    @Test
    void the_list_filters_and_is_light() {
        JsonNode item = api.get("/api/syncs?mode=updateOrCreate&target_connection_id=" + Api.SALESFORCE)
                .data()
                .path(0);
        assertThat(item.path("target_object").asText()).isEqualTo("Contact");
        assertThat(item.has("target")).isFalse();
        assertThat(api.get("/api/syncs?active=false").data()).isEmpty();
        assertThat(api.get("/api/syncs/schedules").data().path("schedule_options"))
                .hasSize(10);
    }
}
