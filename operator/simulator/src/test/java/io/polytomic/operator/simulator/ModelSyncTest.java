package io.polytomic.operator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
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

    @Test
    @DisplayName("Counts grow while an execution runs, and stand still once it has ended")
    void counts_move() {
        admin.world()
                .setExecutionOutcome(
                        Api.MODEL_SYNC, ExecutionScript.endsAs("failed").withDuration(Duration.ofMinutes(2)));
        String id = api.post(RUNS, "{}").id();
        after("PT30S");
        long early = read(id).path("counts").path("insert").asLong();
        after("PT30S");
        long later = read(id).path("counts").path("insert").asLong();
        assertThat(early).isPositive().isLessThan(later);
        after("PT2M");
        JsonNode end = read(id).path("counts");
        assertThat(end.path("insert").asLong()).isGreaterThan(later);
        after("PT2M");
        assertThat(read(id).path("counts")).isEqualTo(end);
    }

    @Test
    @DisplayName("Each line of a message is one of the errors")
    void errors_by_line() {
        admin.world()
                .setExecutionOutcome(
                        Api.MODEL_SYNC, ExecutionScript.endsAs("failed").withMessage("one\ntwo"));
        String id = api.post(RUNS, "{}").id();
        after("PT1M");
        assertThat(read(id).path("errors").toString()).isEqualTo("[\"one\",\"two\"]");
    }

    @Test
    @DisplayName("Other people make, rename, start, end and delete model syncs")
    void behind_the_back() {
        String id = admin.models()
                .create("Salesforce", Json.object().put("name", "made"))
                .path("id")
                .asText();
        admin.models().edit(id, Json.object().put("name", "renamed"));
        JsonNode newest = api.get("/api/syncs").data().path(0);
        assertThat(newest.path("name").asText()).isEqualTo("renamed");
        admin.models().start(id);
        after("PT5S");
        admin.models().finish(id, "interrupted");
        JsonNode status = api.get("/api/syncs/" + id + "/status").data();
        assertThat(status.path("last_execution").path("status").asText()).isEqualTo("interrupted");
        assertThat(status.has("current_execution")).isFalse();
        after("PT1M");
        assertThat(api.get("/api/syncs/" + id + "/status").data()).isEqualTo(status);
        admin.models().delete(id);
        assertThat(api.get("/api/syncs/" + id).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("Whether an execution moves updated_at is a switch; problems that turn up by themselves never do")
    void updated_at() {
        JsonNode before = api.get(SYNC).data().path("updated_at");
        api.post(RUNS, "{}");
        after("PT1M");
        admin.models()
                .setProblems(Api.MODEL_SYNC, Json.array().add(Json.object().put("code", "gone")));
        assertThat(api.get(SYNC).data().path("problems")).hasSize(1);
        assertThat(api.get(SYNC).data().path("updated_at")).isEqualTo(before);
        admin.setSwitch("model_run_moves_updated_at", "true");
        admin.models().start(Api.MODEL_SYNC);
        assertThat(api.get(SYNC).data().path("updated_at")).isNotEqualTo(before);
    }
}
