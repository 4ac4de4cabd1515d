package io.polytomic.operator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest extends SimulatorTest {
    private String next(String id) {
        return api.get(sync(id) + "/status").data().path("next_execution_time").asText("null");
    }

    @ParameterizedTest
    @CsvSource({
        "continuous, 0,  0, sunday, 2026-01-05T09:05:00Z",
        "hourly,     15, 0, sunday, 2026-01-05T09:15:00Z",
        "hourly,     0,  0, sunday, 2026-01-05T10:00:00Z",
        "daily,      30, 9, sunday, 2026-01-05T09:30:00Z",
        "daily,      0,  8, sunday, 2026-01-06T08:00:00Z",
        "weekly,     0,  9, monday, 2026-01-12T09:00:00Z",
        "weekly,     0,  3, sunday, 2026-01-11T03:00:00Z",
        "manual,     0,  0, sunday, null",
        "custom,     0,  0, sunday, null"
    })
    void next_time_in_utc(String frequency, String minute, String hour, String day, String expected) {
        Schedule.Timing timing = new Schedule.Timing(minute, hour, day, "1", "1");
        Instant next = ScheduleTimes.next(frequency, timing, Instant.parse("2026-01-05T09:00:00Z"));
        assertThat(String.valueOf(next)).isEqualTo(expected);
    }

    @Test
    void schedules_fire_and_tell_the_events() {
        String id = api.create("'default_schedule': {'frequency': 'hourly', 'minute': '15'}");
        assertThat(next(id)).isEqualTo("2026-01-05T09:15:00Z");
        after("PT3H");
        JsonNode executions = api.get(executions(id)).data();
        assertThat(executions).hasSize(3);
        assertThat(executions.path(0).path("type").asText()).isEqualTo("scheduled");
        assertThat(executions.path(2).path("created_at").asText()).isEqualTo("2026-01-05T09:15:00Z");
        JsonNode event = event("bulk_sync.completed").path(0).path("event");
        assertThat(event.path("trigger_source").asText()).isEqualTo("schedule");
        assertThat(event.path("schedule").path("frequency").asText()).isEqualTo("hourly");
        assertThat(event.path("schedule").path("id"))
                .isEqualTo(api.get(sync(id)).data().path("default_schedule").path("id"));
        assertThat(next(id)).isEqualTo("2026-01-05T12:15:00Z");
    }

    @Test
    void an_inactive_sync_does_not_fire() {
        String id = api.create("'default_schedule': {'frequency': 'continuous'}, 'active': false");
        assertThat(next(id)).isEqualTo("null");
        after("PT1H");
        assertThat(api.get(executions(id)).data()).isEmpty();
        api.post(sync(id) + "/activate", "{'active': true}");
        after("PT6M");
        assertThat(api.get(executions(id)).data()).hasSize(1);
    }

    @Test
    void a_schedule_is_skipped_while_a_run_is_on() {
        String id = api.create("'default_schedule': {'frequency': 'continuous'}");
        admin.world().scriptNextExecutions(id, ExecutionScript.endsAs("hangs"));
        after("PT31M");
        assertThat(api.get(executions(id)).data()).hasSize(1);
    }

    @Test
    void an_additional_schedule_has_its_own_schemas_and_mode() {
        String id = api.create("'additional_schedules': [{'frequency': 'daily', 'hour': '10',"
                + "'resync_mode': 'refetch', 'schemas': ['public.users']}]");
        after("PT2H");
        JsonNode execution = api.get(executions(id)).data().path(0);
        assertThat(execution.path("is_partial").asBoolean()).isTrue();
        assertThat(execution.path("is_resync").asBoolean()).isTrue();
        assertThat(execution.path("schemas")).hasSize(1);
    }

    @Test
    void a_manual_run_has_no_schedule_in_its_event() {
        String id = api.create("");
        api.post(executions(id), "{}");
        after("PT1M");
        JsonNode event = event("bulk_sync.completed").path(0).path("event");
        assertThat(event.path("schedule").isNull()).isTrue();
        assertThat(event.path("trigger_source").asText()).isEqualTo("manual");
        assertThat(event("bulk_sync.running").path(0).path("event").has("trigger_source"))
                .isFalse();
    }

    @Test
    void the_sub_resource_is_camelCase_and_has_no_id() {
        String id = api.create("");
        String body = "{'schedule': {'frequency': 'weekly', 'dayOfWeek': 'friday', 'hour': '4'}}";
        JsonNode row = api.post(sync(id) + "/schedules", body).data();
        assertThat(row.path("dayOfWeek").asText()).isEqualTo("friday");
        assertThat(row.has("id")).isFalse();
        assertThat(api.get(sync(id) + "/schedules").data()).hasSize(2);
        assertThat(next(id)).isEqualTo("2026-01-09T04:00:00Z");
        String schedule = api.get(sync(id))
                .data()
                .path("additional_schedules")
                .path(0)
                .path("id")
                .asText();
        api.put(sync(id) + "/schedules/" + schedule, "{'schedule': {'frequency': 'manual'}}");
        assertThat(next(id)).isEqualTo("null");
        assertThat(api.delete(sync(id) + "/schedules/" + schedule).status()).isEqualTo(200);
        assertThat(api.get(sync(id) + "/schedules").data()).hasSize(1);
        assertThat(api.delete(sync(id) + "/schedules/" + schedule).status()).isEqualTo(404);
    }
}
