package io.polytomic.operator.controller.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What somebody else changes is found in time, put right and told once")
class DriftTest {
    private static final String SYNC = """
            mode: replicate
            source: {connectionName: Postgres prod}
            destination: {connectionName: Snowflake, configuration: {schema: analytics}}
            defaultSchedule: {frequency: daily, hour: 2, minute: 30}
            automaticallyAddNewFields: none
            disableRecordTimestamps: false
            concurrencyLimit: 10
            resyncConcurrencyLimit: 2
            errorHandling: {subscribers: [oncall@example.com], ingestionFailureThreshold: 3600}
            requireApprovalFor: []
            """;
    private static final String PLAIN = SYNC + """
            schemas:
              - id: public.orders
              - {id: public.users, userOutputName: people}
            """;
    private static final String MASKED = SYNC + """
            schemas:
              - id: public.orders
              - id: public.users
                userOutputName: people
                filters: [{fieldId: country, function: StringOneOf, value: [FilterValueZz9]}]
                fields: [{id: email, obfuscate: true}, {id: phone, enabled: false}]
            """;

    private static final Duration ONE_POLL = Duration.ofSeconds(62);
    private static final Duration MASKED_SWEEP = Duration.ofMinutes(62);
    private static final Duration SWEEP = Duration.ofHours(12).plusMinutes(2);

    /**
     * @param edit a merge patch of the sync, or with {@code schema} of that schema's PATCH body
     * @param path in the remote state, as a JSON pointer, that must be as before in time
     */
    record Drift(String spec, String schema, String edit, String path, Duration within) {
        @Override
        public String toString() {
            return (schema == null ? edit : schema + " " + edit) + " within " + within;
        }
    }

    static List<Drift> drifts() {
        var drifts = new ArrayList<Drift>();
        for (var edit : List.of(
                "/name {'name': 'renamed'}",
                "/concurrency_limit {'concurrency_limit': 2}",
                "/resync_concurrency_limit {'resync_concurrency_limit': 9}",
                "/automatically_add_new_fields {'automatically_add_new_fields': 'all'}",
                "/disable_record_timestamps {'disable_record_timestamps': true}",
                "/destination_configuration/schema {'destination_configuration': {'schema': 'elsewhere'}}",
                "/default_schedule/hour {'default_schedule': {'hour': '5'}}",
                "/mode {'mode': 'snapshot'}")) {
            var parts = edit.split(" ", 2);
            var spec = parts[0].equals("/name") ? PLAIN + "name: orders\n" : PLAIN;
            drifts.add(new Drift(spec, null, parts[1], parts[0], ONE_POLL));
        }
        drifts.add(new Drift(PLAIN + "active: true\n", null, "{'active': false}", "/active", ONE_POLL));
        drifts.add(new Drift(PLAIN, "public.orders", "{'enabled': false}", "/enabled", SWEEP));
        drifts.add(new Drift(PLAIN, "public.users", "{'user_output_name': 'other'}", "/user_output_name", SWEEP));
        drifts.add(new Drift(MASKED, "public.users", "{'filters': []}", "/filters", MASKED_SWEEP));
        drifts.add(new Drift(
                MASKED,
                "public.users",
                "{'fields': [{'id': 'email', 'enabled': true, 'obfuscated': false}]}",
                "/fields",
                MASKED_SWEEP));
        return drifts;
    }

    @ParameterizedTest
    @MethodSource("drifts")
    @DisplayName("members of the sync within one poll, schemas by the sweep, masks and filters within the hour")
    void found(Drift drift) {
        try (var world = World.create()) {
            world.sync("orders", drift.spec());
            world.passUntilQuiet();
            world.advance(Duration.ofMinutes(5));
            assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
            var before = remote(world, drift).at(drift.path());
            edit(world, drift);
            assertThat(remote(world, drift).at(drift.path())).isNotEqualTo(before);

            world.advance(drift.within());

            assertThat(remote(world, drift).at(drift.path()))
                    .as(world.conditions())
                    .isEqualTo(before);
            assertThat(world.events.stream().filter(e -> e.contains("DriftCorrected")))
                    .as("told once")
                    .isNotEmpty()
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    @DisplayName("error handling too: with its move of updated_at within a poll, without it by the sweep")
    void errorHandling(String moves) {
        var options = SimulatorOptions.defaults().withSwitch("error_handling_edit_moves_updated_at", moves);
        try (var world = World.with(options)) {
            world.sync("orders", PLAIN);
            world.passUntilQuiet();
            world.admin.world().setErrorHandling(world.syncId("orders"), json("{'ingestion_failure_threshold': 60}"));

            world.advance(moves.equals("true") ? ONE_POLL : SWEEP);

            assertThat(world.admin.world().errorHandling(world.syncId("orders")).path("ingestion_failure_threshold"))
                    .hasToString("3600");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 20, 50})
    @DisplayName("and an operator that restarts every few minutes puts no sweep off")
    void restarts(int minutes) {
        try (var world = World.create()) {
            world.sync("orders", MASKED);
            world.passUntilQuiet();
            world.admin
                    .world()
                    .patchSchemas(
                            world.syncId("orders"),
                            json("{'schemas': [{'id': 'public.users',"
                                    + " 'fields': [{'id': 'email', 'enabled': true, 'obfuscated': false}]}]}"));
            for (int passed = 0; passed < 62; passed += minutes) {
                world.restartOperator();
                world.advance(Duration.ofMinutes(minutes));
            }
            assertThat(world.guardian.openNow(world.syncId("orders"))).isEmpty();
        }
    }

    private static JsonNode remote(World world, Drift drift) {
        if (drift.schema() == null) {
            return world.remote("orders");
        }
        for (var schema : world.admin.world().schemas(world.syncId("orders"))) {
            if (drift.schema().equals(schema.path("id").asText())) {
                return schema;
            }
        }
        throw new AssertionError("no schema " + drift.schema());
    }

    private static void edit(World world, Drift drift) {
        var id = world.syncId("orders");
        if (drift.schema() == null) {
            world.admin.world().editSync(id, json(drift.edit()));
        } else {
            world.admin
                    .world()
                    .patchSchemas(
                            id,
                            json("{'schemas': [" + drift.edit().replaceFirst("\\{", "{'id': '" + drift.schema() + "', ")
                                    + "]}"));
        }
    }

    private static JsonNode json(String text) {
        return World.json(text.replace('\'', '"'));
    }
}
