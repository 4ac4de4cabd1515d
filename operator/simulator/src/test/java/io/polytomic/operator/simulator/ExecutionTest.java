package io.polytomic.operator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExecutionTest extends SimulatorTest {
    private JsonNode start(String id, String body) {
        Api.Reply reply = api.post(executions(id), body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.data();
    }

    private JsonNode read(String id, JsonNode execution) {
        return api.get(executions(id) + "/" + execution.path("id").asText()).data();
    }

    private JsonNode finished(String id, ExecutionScript script) {
        admin.world().setExecutionOutcome(id, script);
        return finishedNext(id);
    }

    private JsonNode finishedNext(String id) {
        JsonNode execution = start(id, "{}");
        after("PT1M");
        return read(id, execution);
    }

    @Test
    void a_run_lives_through_its_phases_and_counts_grow() {
        String id = api.create("");
        JsonNode execution = start(id, "{}");
        Set<String> words = new LinkedHashSet<>(List.of(execution.path("status").asText()));
        List<Long> counts = new ArrayList<>();
        for (int second = 0; second < 31; second++) {
            after("PT1S");
            JsonNode now = read(id, execution);
            words.add(now.path("status").asText());
            counts.add(now.path("record_count").asLong());
        }
        assertThat(words).containsExactly("created", "scheduled", "running", "exporting", "processing", "completed");
        assertThat(counts).isSorted().endsWith(92_149L);
        JsonNode end = read(id, execution);
        assertThat(end.path("completed_at").asText()).startsWith("2026-01-05T09:00:30");
        assertThat(end.path("schemas")).hasSize(5).allSatisfy(schema -> {
            assertThat(schema.path("status").asText()).isEqualTo("completed");
            assertThat(schema.path("completed_at").isNull()).isFalse();
        });
    }

    @Test
    void schemas_progress_one_after_the_other() {
        String id = api.create("");
        JsonNode execution = start(id, "{}");
        after("PT15S");
        JsonNode schemas = read(id, execution).path("schemas");
        assertThat(schemas.path(0).path("status").asText()).isEqualTo("completed");
        assertThat(schemas.path(2).path("status").asText()).isEqualTo("running");
        assertThat(schemas.path(4).path("status").asText()).isEqualTo("scheduled");
        assertThat(schemas.path(4).path("started_at").isNull()).isTrue();
    }

    @Test
    void later_runs_move_less_and_a_resync_moves_all_again() {
        String id = api.create("'schemas': ['public.users']");
        assertThat(finished(id, ExecutionScript.completes())
                        .path("record_count")
                        .asLong())
                .isEqualTo(12_000);
        assertThat(finished(id, ExecutionScript.completes())
                        .path("record_count")
                        .asLong())
                .isEqualTo(600);
        JsonNode resync = start(id, "{'resync_mode': 'rebuild'}");
        after("PT1M");
        assertThat(read(id, resync).path("record_count").asLong()).isEqualTo(12_000);
        assertThat(read(id, resync).path("is_resync").asBoolean()).isTrue();
        assertThat(read(id, resync).path("output_disposition").asText()).isEqualTo("rebuild");
    }

    @Test
    void a_test_run_moves_at_most_five_rows_a_schema() {
        String id = api.create("'schemas': ['public.users', 'public.orders']");
        JsonNode execution = start(id, "{'test': true}");
        after("PT1M");
        assertThat(read(id, execution).path("record_count").asLong()).isEqualTo(10);
        assertThat(read(id, execution).path("is_test").asBoolean()).isTrue();
        admin.setSwitch("test_rows", "0");
        JsonNode dry = start(id, "{'test': true}");
        after("PT1M");
        assertThat(read(id, dry).path("record_count").asLong()).isZero();
    }

    @Test
    void one_run_at_a_time() {
        String id = api.create("");
        start(id, "{}");
        assertThat(api.post(executions(id), "{}").status()).isEqualTo(409);
        after("PT1M");
        start(id, "{}");
    }

    @Test
    void an_inactive_sync_can_be_started_by_hand() {
        String id = api.create("'active': false");
        assertThat(start(id, "").path("type").asText()).isEqualTo("manual");
    }

    @Test
    void wrong_starts_are_refused() {
        String id = api.create("'schemas': ['public.users']");
        assertThat(api.post(executions(id), "{'resync': true}").status()).isEqualTo(400);
        assertThat(api.post(executions(id), "{'test': true, 'resync_mode': 'resync'}")
                        .status())
                .isEqualTo(400);
        assertThat(api.post(executions(id), "{'fetch_mode': 'some'}").status()).isEqualTo(400);
        assertThat(api.post(executions(id), "[]").status()).isEqualTo(400);
        assertThat(api.post(executions(id), "{'schemas': ['public.orders']}").status())
                .isEqualTo(400);
        admin.setSwitch("start_unknown_schema", "422");
        assertThat(api.post(executions(id), "{'schemas': ['nope']}").status()).isEqualTo(422);
    }

    @Test
    void a_resync_mode_the_destination_lacks_is_refused() {
        String seed = """
                organizations: [{id: 0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01, name: O, keys: [{key: sandbox-key}]}]
                connections:
                  - {name: Source, type: postgresql, generated_schemas: 1}
                  - {name: Target, type: snowflake, resync_modes: [rebuild]}
                syncs: [{source: Source, destination: Target, body: {name: s}}]
                """;
        try (Simulator other = Simulator.start(SimulatorOptions.defaults().withSeedYaml(seed))) {
            String id = other.admin().world().syncIds().get(0);
            Api client = new Api(other);
            assertThat(client.post(executions(id), "{'resync_mode': 'refetch'}").status())
                    .isEqualTo(422);
            assertThat(client.post(executions(id), "{'resync_mode': 'rebuild'}").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void named_schemas_make_a_run_partial() {
        String id = api.create("");
        JsonNode execution = start(id, "{'schemas': ['public.users']}");
        assertThat(execution.path("is_partial").asBoolean()).isTrue();
        assertThat(execution.path("schemas")).hasSize(1);
        assertThat(execution.path("fetch_mode").asText()).isEqualTo("none");
    }

    @Test
    void cancellation_takes_its_time() {
        String id = api.create("");
        JsonNode execution = start(id, "{}");
        after("PT10S");
        api.post(executions(id) + "/" + execution.path("id").asText() + "/cancel", "");
        assertThat(read(id, execution).path("status").asText()).isEqualTo("canceling");
        assertThat(api.post(executions(id), "{}").status()).isEqualTo(409);
        after("PT2S");
        assertThat(read(id, execution).path("status").asText()).isEqualTo("canceled");
        long count = read(id, execution).path("record_count").asLong();
        after("PT1M");
        assertThat(read(id, execution).path("record_count").asLong()).isEqualTo(count);
        assertThat(event("bulk_sync.canceled")).hasSize(1);
        assertThat(event("bulk_sync.completed")).isEmpty();
    }

    @Test
    void one_schema_can_be_cancelled() {
        String id = api.create("");
        JsonNode execution = start(id, "{}");
        after("PT4S");
        api.post(sync(id) + "/schemas/public.users/cancel", "");
        after("PT1M");
        JsonNode end = read(id, execution);
        assertThat(end.path("status").asText()).isEqualTo("completed");
        assertThat(end.path("schemas").path(0).path("status").asText()).isEqualTo("canceled");
        assertThat(end.path("schemas").path(0).path("record_count").asLong()).isLessThan(12_000);
        assertThat(end.path("schemas").path(1).path("status").asText()).isEqualTo("completed");
    }

    @Test
    void deactivation_cancels_and_switch_put_inactive_cancels() {
        String id = api.create("");
        JsonNode first = start(id, "{}");
        api.put(sync(id), Api.syncBody("'active': false"));
        assertThat(read(id, first).path("status").asText()).isEqualTo("created");
        api.post(sync(id) + "/activate", "{'active': false}");
        assertThat(read(id, first).path("status").asText()).isEqualTo("canceling");

        after("PT1M");
        admin.setSwitch("put_inactive_cancels", "true");
        api.put(sync(id), Api.syncBody(""));
        JsonNode second = start(id, "{}");
        api.put(sync(id), Api.syncBody("'active': false"));
        assertThat(read(id, second).path("status").asText()).isEqualTo("canceling");
    }

    @Test
    void outcomes_can_be_scripted() {
        String id = api.create("");
        JsonNode errors = finished(id, ExecutionScript.endsAs("errors").withErrorCount(3));
        assertThat(errors.path("status").asText()).isEqualTo("errors");
        assertThat(errors.path("error_count").asLong()).isEqualTo(3);
        assertThat(event("bulk_sync.completed_with_error")).hasSize(1);

        JsonNode failed = finished(id, ExecutionScript.endsAs("failed").withMessage("no such host"));
        assertThat(failed.path("status_message").asText()).isEqualTo("no such host");
        assertThat(failed.path("schemas").path(0).path("status").asText()).isEqualTo("completed");
        assertThat(event("bulk_sync.failed").path(0).path("event").path("error").asText())
                .isEqualTo("no such host");

        assertThat(finished(id, ExecutionScript.endsAs("interrupted"))
                        .path("status")
                        .asText())
                .isEqualTo("interrupted");
    }

    @Test
    void a_completed_run_can_hide_failed_schemas() {
        String id = api.create("");
        JsonNode end = finished(
                id, ExecutionScript.completes().withFailedSchemas(Map.of("public.orders", "permission denied")));
        assertThat(end.path("status").asText()).isEqualTo("completed");
        assertThat(end.path("schemas").path(1).path("status").asText()).isEqualTo("failed");
        assertThat(end.path("schemas").path(1).path("status_message").asText()).isEqualTo("permission denied");
        assertThat(end.path("schemas").path(0).path("status").asText()).isEqualTo("completed");
    }

    @Test
    void a_hanging_run_hangs_until_somebody_ends_it() {
        String id = api.create("");
        admin.world().scriptNextExecutions(id, ExecutionScript.endsAs("hangs"));
        JsonNode execution = start(id, "{}");
        after("PT5H");
        assertThat(read(id, execution).path("status").asText()).isEqualTo("running");
        admin.world().finishExecution(id, "completed");
        assertThat(read(id, execution).path("status").asText()).isEqualTo("completed");
        assertThat(finishedNext(id).path("status").asText()).isEqualTo("completed");
    }

    @Test
    void a_duration_can_be_scripted() {
        String id = api.create("");
        admin.world().setExecutionOutcome(id, ExecutionScript.completes().withDuration(Duration.ofHours(2)));
        JsonNode execution = start(id, "{}");
        after("PT1H59M");
        assertThat(read(id, execution).path("completed_at").isNull()).isTrue();
        after("PT2M");
        assertThat(read(id, execution).path("completed_at").isNull()).isFalse();
    }

    @Test
    void lagging_ingestion_fails_a_run() {
        String id = api.create("");
        api.put(sync(id) + "/error-handling", "{'ingestion_failure_threshold': 60}");
        admin.world().setIngestion(id, "warning", "slow", 61);
        assertThat(finished(id, ExecutionScript.completes()).path("status").asText())
                .isEqualTo("failed");
        admin.world().setIngestion(id, "ok", "", 60);
        assertThat(finished(id, ExecutionScript.completes()).path("status").asText())
                .isEqualTo("completed");
    }

    @Test
    void only_change_capture_shows_ingestion() {
        assertThat(api.get(sync(api.create("")) + "/status").data().has("ingestion_status"))
                .isFalse();
        String seed = """
                organizations: [{id: 0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01, name: O, keys: [{key: sandbox-key}]}]
                connections:
                  - {name: Source, type: postgresql, cdc: true, generated_schemas: 1}
                  - {name: Target, type: snowflake}
                syncs: [{source: Source, destination: Target, body: {name: s}}]
                """;
        try (Simulator other = Simulator.start(SimulatorOptions.defaults().withSeedYaml(seed))) {
            String id = other.admin().world().syncIds().get(0);
            other.admin().world().setIngestion(id, "warning", "slow", 61);
            JsonNode ingestion = new Api(other).get(sync(id) + "/status").data().path("ingestion_status");
            assertThat(ingestion.path("status").asText()).isEqualTo("warning");
            assertThat(ingestion.path("status_message").asText()).isEqualTo("slow");
        }
    }

    @Test
    void the_status_holds_current_and_last() {
        String id = api.create("");
        String first = start(id, "{}").path("id").asText();
        after("PT1M");
        String second = start(id, "{}").path("id").asText();
        JsonNode status = api.get(sync(id) + "/status").data();
        assertThat(status.path("current_execution").path("id").asText()).isEqualTo(second);
        assertThat(status.path("last_execution").path("id").asText()).isEqualTo(first);
        assertThat(status.has("active")).isFalse();
    }

    @Test
    void the_list_pages_filters_and_turns_round() {
        String id = api.create("");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(start(id, "{}").path("id").asText());
            after("PT1M");
        }
        ids.add(start(id, "{}").path("id").asText());
        JsonNode page = api.get(executions(id) + "?limit=3").json();
        assertThat(page.path("data").path(0).path("id").asText()).isEqualTo(ids.get(3));
        String token = page.path("pagination").path("next_page_token").asText();
        assertThat(api.get(executions(id) + "?limit=3&page_token=" + token).data())
                .hasSize(1);
        assertThat(api.get(executions(id) + "?only_terminal=true").data()).hasSize(3);
        assertThat(api.get(executions(id) + "?ascending=true")
                        .data()
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo(ids.get(0));
    }

    @Test
    void console_logs_page_by_cursor() {
        String id = api.create("");
        String log = executions(id) + "/" + start(id, "{}").path("id").asText() + "/consolelog";
        after("PT1M");
        JsonNode all = api.get(log).data();
        assertThat(all.path("entries")).hasSize(13);
        assertThat(api.get(log + "?limit=3").data().path("entries")).hasSize(3);
        String cursor = all.path("entries").path(9).path("id").asText();
        assertThat(api.get(log + "?after=" + cursor).data().path("entries")).hasSize(3);
    }

    @Test
    void a_log_export_is_a_job() {
        String id = api.create("");
        String export = executions(id) + "/" + start(id, "{}").path("id").asText() + "/logs/export";
        JsonNode job = api.post(export, "").json().path("job");
        assertThat(job.path("status").asText()).isEqualTo("created");
        String path = "/api/jobs/exportlogs/" + job.path("job_id").asText();
        after("PT2S");
        assertThat(api.get(path).data().path("status").asText()).isEqualTo("running");
        after("PT5S");
        assertThat(api.get(path).data().path("result").path("url").asText()).endsWith(".zip");
        assertThat(api.post(export, "").json().path("data").path("url").asText())
                .endsWith(".zip");
        assertThat(api.get("/api/jobs/nonsense/" + id).status()).isEqualTo(400);
    }
}
