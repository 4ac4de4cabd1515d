package io.polytomic.operator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkSyncTest extends SimulatorTest {
    private JsonNode record(String id) {
        return api.get(sync(id)).data();
    }

    private int created(String more) {
        return api.post("/api/bulk/syncs", Api.syncBody(more)).status();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "mode",
                "source_connection_id",
                "destination_connection_id",
                "destination_configuration",
                "default_schedule"
            })
    void a_missing_member_is_named(String member) {
        Api.Reply reply = api.post("/api/bulk/syncs", Api.syncBody("'" + member + "': 'omit'"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(message(reply)).contains(member);
    }

    @Test
    void wrong_words_are_refused() {
        assertThat(created("'mode': 'mirror'")).isEqualTo(400);
        assertThat(created("'normalize_names': ''")).isEqualTo(400);
        assertThat(created("'default_schedule': {'frequency': 'yearly'}")).isEqualTo(400);
        assertThat(created("'default_schedule': {'frequency': 'daily', 'hour': '24'}"))
                .isEqualTo(400);
        assertThat(created("'data_cutoff_timestamp': '2026-01-01T00:00:00Z'")).isEqualTo(400);
        assertThat(created("'destination_connection_id': '" + Api.POSTGRES + "', 'mode': 'snapshot'"))
                .isEqualTo(422);
    }

    @Test
    void switches_unknown_connection_and_unknown_schema() {
        String connection = "'source_connection_id': '00000000-0000-4000-8000-000000000000'";
        assertThat(created(connection)).isEqualTo(400);
        admin.setSwitch("unknown_connection", "404");
        assertThat(created(connection)).isEqualTo(404);
        assertThat(created("'schemas': ['nope']")).isEqualTo(400);
        admin.setSwitch("unknown_schema", "422");
        assertThat(created("'schemas': ['nope']")).isEqualTo(422);
    }

    @Test
    void names_are_not_unique() {
        assertThat(api.create("'name': 'twin'")).isNotEqualTo(api.create("'name': 'twin'"));
    }

    @Test
    void the_server_adds_defaults_and_schedule_parts() {
        JsonNode sync = record(api.create("'source_configuration': {'replication_slot': null}"));
        assertThat(sync.path("source_configuration")).isEqualTo(Api.json("{'replication_slot': ''}"));
        assertThat(sync.path("destination_configuration"))
                .isEqualTo(Api.json("{'mirror_schemas': false, 'advanced': {}, 'schema': 'raw'}"));
        assertThat(sync.path("default_schedule").path("minute").asText()).isEqualTo("0");
        assertThat(sync.path("default_schedule").path("day_of_week").asText()).isEqualTo("sunday");
        assertThat(sync.path("automatically_add_new_fields").asText()).isEqualTo("all");
        assertThat(sync.path("automatically_add_new_objects").asText()).isEqualTo("none");
    }

    @Test
    void put_resets_what_is_left_out() {
        String id = api.create("'concurrency_limit': 3, 'automatically_add_new_objects': 'all',"
                + "'disable_record_timestamps': true, 'normalize_names': 'disabled',"
                + "'additional_schedules': [{'frequency': 'daily'}],"
                + "'policies': ['00000000-0000-4000-8000-000000000001']");
        JsonNode sync = api.put(sync(id), Api.syncBody("'name': 'renamed'")).data();
        assertThat(sync.path("name").asText()).isEqualTo("renamed");
        assertThat(sync.path("concurrency_limit").isNull()).isTrue();
        assertThat(sync.path("automatically_add_new_objects").asText()).isEqualTo("none");
        assertThat(sync.path("disable_record_timestamps").asBoolean()).isFalse();
        assertThat(sync.path("normalize_names").asText()).isEqualTo("enabled");
        assertThat(sync.path("additional_schedules")).isEmpty();
        assertThat(sync.path("policies")).isEmpty();
    }

    @Test
    void switch_active_default() {
        assertThat(record(api.create("'active': 'omit'")).path("active").asBoolean())
                .isTrue();
        admin.setSwitch("active_default", "false");
        assertThat(record(api.create("'active': 'omit'")).path("active").asBoolean())
                .isFalse();
    }

    @Test
    void schedules_sent_with_their_id_keep_it() {
        String id = api.create("");
        JsonNode schedule = record(id).path("default_schedule");
        String kept = "'default_schedule': {'frequency': 'daily', 'id': '"
                + schedule.path("id").asText() + "'}";
        JsonNode after = api.put(sync(id), Api.syncBody(kept)).data().path("default_schedule");
        assertThat(after.path("id")).isEqualTo(schedule.path("id"));
        assertThat(after.path("created_at")).isEqualTo(schedule.path("created_at"));
        assertThat(api.put(sync(id), Api.syncBody(""))
                        .data()
                        .path("default_schedule")
                        .path("id"))
                .isNotEqualTo(schedule.path("id"));
    }

    @Test
    void switch_schedule_ids() {
        String id = api.create("'additional_schedules': [{'frequency': 'daily'}]");
        assertThat(record(id).path("additional_schedules").path(0).has("id")).isTrue();
        admin.setSwitch("schedule_ids", "default_only");
        assertThat(record(id).path("additional_schedules").path(0).has("id")).isFalse();
        assertThat(record(id).path("default_schedule").has("id")).isTrue();
        admin.setSwitch("schedule_ids", "none");
        assertThat(record(id).path("default_schedule").has("id")).isFalse();
    }

    @Test
    void updated_at_moves_on_put_and_activate() {
        String id = api.create("");
        String first = record(id).path("updated_at").asText();
        api.put(sync(id), Api.syncBody(""));
        String second = record(id).path("updated_at").asText();
        api.post(sync(id) + "/activate", "{'active': true}");
        assertThat(second).isGreaterThan(first);
        assertThat(record(id).path("updated_at").asText()).isGreaterThan(second);
    }

    @Test
    void deletion_ends_the_run_and_forgets_everything() {
        String id = api.create("'default_schedule': {'frequency': 'continuous'}");
        api.post(executions(id), "{}");
        assertThat(api.delete(sync(id)).status()).isEqualTo(200);
        assertThat(api.get(sync(id)).status()).isEqualTo(404);
        assertThat(api.get(executions(id)).status()).isEqualTo(404);
        after("PT1H");
        assertThat(event("bulk_sync.canceled")).hasSize(1);
        assertThat(event("bulk_sync.running")).isEmpty();
        assertThat(api.delete(sync(id)).status()).isEqualTo(404);
    }

    @Test
    void error_handling_keeps_omitted_members_and_reads_0_back_as_null() {
        String id = api.create("");
        String path = sync(id) + "/error-handling";
        api.put(path, "{'subscribers': ['a@example.com'], 'ingestion_failure_threshold': 60}");
        api.put(path, "{'ingestion_failure_threshold': 0}");
        JsonNode read = api.get(path).data();
        assertThat(read.path("subscribers")).hasSize(1);
        assertThat(read.path("ingestion_failure_threshold").isNull()).isTrue();
        api.put(sync(id), Api.syncBody(""));
        assertThat(api.get(path).data().path("subscribers")).hasSize(1);
        assertThat(api.put(path, "{'subscribers': []}").data().path("subscribers"))
                .isEmpty();
        assertThat(api.put(path, "{'ingestion_failure_threshold': -1}").status())
                .isEqualTo(400);
        assertThat(api.put(path, "{'subscribers': ['nobody']}").status()).isEqualTo(400);
    }

    @Test
    void switch_error_handling_route_absent() {
        String id = api.create("");
        admin.setSwitch("error_handling_route", "absent");
        assertThat(api.get(sync(id) + "/error-handling").status()).isEqualTo(404);
        assertThat(api.get(sync(id)).status()).isEqualTo(200);
    }

    @Test
    void switch_error_handling_edit_moves_updated_at() {
        String id = api.create("");
        String before = record(id).path("updated_at").asText();
        api.put(sync(id) + "/error-handling", "{'subscribers': []}");
        assertThat(record(id).path("updated_at").asText()).isEqualTo(before);
        admin.setSwitch("error_handling_edit_moves_updated_at", "true");
        api.put(sync(id) + "/error-handling", "{'subscribers': []}");
        assertThat(record(id).path("updated_at").asText()).isGreaterThan(before);
    }

    @Test
    void switches_null_lists_and_null_members() {
        String id = api.create("");
        assertThat(record(id).path("policies").isArray()).isTrue();
        assertThat(record(id).path("concurrency_limit").isNull()).isTrue();
        admin.setSwitch("null_lists", "true");
        assertThat(record(id).path("policies").isNull()).isTrue();
        assertThat(api.get("/api/webhooks").data().isNull()).isTrue();
        assertThat(api.get("/api/bulk/syncs/status").data().isNull()).isTrue();
        admin.setSwitch("null_members", "absent");
        assertThat(record(id).has("concurrency_limit")).isFalse();
    }

    @Test
    void edits_behind_the_back_are_somebody_elses() {
        String id = api.create("");
        admin.world().editSync(id, Api.json("{'name': 'stolen', 'additional_schedules': [{'frequency': 'daily'}]}"));
        assertThat(record(id).path("name").asText()).isEqualTo("stolen");
        assertThat(record(id).path("updated_by").path("name").asText()).isEqualTo("Somebody Else");
        assertThat(record(id).path("created_by").path("name").asText()).isEqualTo("Sandbox User");
    }
}
