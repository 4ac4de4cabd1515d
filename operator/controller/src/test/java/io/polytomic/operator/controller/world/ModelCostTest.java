package io.polytomic.operator.controller.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.client.http.HttpSettings;
import io.polytomic.operator.simulator.ExecutionScript;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Holds the figures of crds/modelsync.md to the calls that the API saw. */
@DisplayName("A thousand ModelSyncs")
class ModelCostTest {
    private static final int OBJECTS = 1_000;
    private static final int PAGES = OBJECTS / 50;
    private static final String SEED = """
            organizations: [{id: 0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01, name: O, keys: [{key: sandbox-key}]}]
            connections: [{name: Target, type: salesforce}]
            model_syncs:
              - target: Target
                count: 1000
                body: {name: sync, mode: update, schedule: {frequency: manual}}
            """;

    private World world;
    private List<String> ids;

    @BeforeEach
    void applied() {
        world = new World(SimulatorOptions.defaults().withSeedYaml(SEED), HttpSettings.DEFAULT);
        ids = world.admin.models().ids();
        for (int i = 0; i < OBJECTS; i++) {
            world.model("sync-" + i, "syncId: " + ids.get(i));
        }
        world.advance(Duration.ofMinutes(12));
    }

    @AfterEach
    void nothingIsEverWritten() {
        assertThat(world.writes()).isEmpty();
        world.close();
    }

    /** Calls by route since then. */
    private Map<String, Long> callsSince(long sequence) {
        return world.admin.journalSince(sequence).stream()
                .collect(Collectors.groupingBy(
                        call -> call.path().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{id}"), Collectors.counting()));
    }

    @Test
    @DisplayName("are two calls each when first applied, and at rest eight calls a minute with all list pages")
    void atRest() {
        assertThat(callsSince(0).get("/api/syncs/{id}")).isBetween((long) OBJECTS, OBJECTS + 12L);
        assertThat(callsSince(0).get("/api/syncs/{id}/status")).isBetween((long) OBJECTS, OBJECTS + 12L);
        long from = world.lastSequence();
        int writes = world.models.writes();
        int minutes = 60;
        world.advance(Duration.ofMinutes(minutes));
        var calls = callsSince(from);
        assertThat(calls.get("/api/syncs/{id}")).isLessThanOrEqualTo(minutes);
        assertThat(calls.get("/api/syncs/{id}/status")).isLessThanOrEqualTo(minutes);
        assertThat(calls.get("/api/syncs")).isLessThanOrEqualTo(minutes + minutes / 10 * (PAGES + 1));
        assertThat(calls.values().stream().mapToLong(Long::longValue).sum()).isLessThanOrEqualTo(8L * minutes + 8);
        assertThat(world.models.writes())
                .as("nothing moved, nothing is written")
                .isEqualTo(writes);
    }

    @Test
    @DisplayName("are read by nobody after a restart: the list once, and no object")
    void restart() {
        long from = world.lastSequence();
        int writes = world.models.writes();
        world.restartOperator();
        world.advance(Duration.ofSeconds(30));
        assertThat(callsSince(from).keySet())
                .containsExactlyInAnyOrder(
                        "/api/me", "/api/bulk/syncs", "/api/bulk/syncs/status", "/api/events", "/api/syncs");
        assertThat(callsSince(from)).containsEntry("/api/syncs", (long) PAGES + 1);
        assertThat(world.models.writes()).isEqualTo(writes);
    }

    @Test
    @DisplayName("a hundred of which run at once are asked for five at a time, and all of them are seen to end")
    void running() {
        ids.subList(0, 100)
                .forEach(id -> world.admin
                        .world()
                        .setExecutionOutcome(id, ExecutionScript.completes().withDuration(Duration.ofMinutes(10))));
        ids.subList(0, 100).forEach(world.admin.models()::start);
        long from = world.lastSequence();
        world.advance(Duration.ofMinutes(9));
        assertThat(callsSince(from).get("/api/syncs/{id}/status"))
                .as("a beginning each, five every five seconds, one a minute of the sweep")
                .isLessThanOrEqualTo(100 + 9 * 60 + 9);
        world.advance(Duration.ofMinutes(4));
        assertThat(world.models.names().stream()
                        .map(world::modelStatus)
                        .filter(status -> status.lastExecution() != null && status.currentExecution() == null))
                .hasSize(100);
    }
}
