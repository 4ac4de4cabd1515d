package io.polytomic.operator.controller.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.api.v1alpha1.BulkSyncStatus;
import io.polytomic.operator.api.v1alpha1.SchemaStatus;
import io.polytomic.operator.controller.status.StaleStatusException;
import io.polytomic.operator.simulator.ExecutionScript;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Progress is seen, goes forward only, and is not written too often")
class ProgressTest {
    private static final Duration LASTS = Duration.ofMinutes(20);
    private static final List<String> ORDER =
            List.of("created", "scheduled", "queued", "running", "exporting", "processing", "completed", "failed");

    private static World ready() {
        var world = World.create();
        world.sync("orders", World.MASKED);
        world.passUntilQuiet();
        world.admin
                .world()
                .setExecutionOutcome(
                        world.syncId("orders"),
                        ExecutionScript.endsAs("completed").withDuration(LASTS));
        return world;
    }

    @Test
    @DisplayName("in a run: records move while it goes on, with a write every five seconds at most")
    void run() {
        try (var world = ready()) {
            world.run("first", "bulkSyncRef: {name: orders}\n");
            world.passUntilQuiet();
            var statuses = world.runs.statusesOf("first");
            var counts = statuses.stream()
                    .map(BulkSyncRunStatus::recordCount)
                    .filter(count -> count != null)
                    .toList();
            assertThat(counts).isSorted();
            assertThat(counts.stream().distinct()).hasSizeGreaterThan(5);
            assertThat(statuses).hasSizeLessThan((int) (LASTS.toSeconds() / 5) + 10);
            assertForward(statuses.stream()
                    .filter(s -> s.schemas() != null)
                    .map(BulkSyncRunStatus::schemas)
                    .toList());
        }
    }

    @Test
    @DisplayName("what was seen is told soon when its write failed, though nothing moves any more")
    void lostWrite() {
        try (var world = ready()) {
            var id = world.syncId("orders");
            world.admin
                    .world()
                    .setExecutionOutcome(id, ExecutionScript.endsAs("completed").withDuration(Duration.ofSeconds(10)));
            world.advance(Duration.ofMinutes(2));
            world.admin.world().startExecution(id);
            failWritesUntil(world, world.time.now().plus(Duration.ofSeconds(90)));
            world.advance(Duration.ofSeconds(90));
            assertThat(world.status("orders").lastExecution())
                    .as("seen and not told")
                    .isNull();
            world.advance(Duration.ofMinutes(2));
            assertThat(world.status("orders").lastExecution().status()).isEqualTo("completed");
        }
    }

    private static void failWritesUntil(World world, Instant until) {
        var steps = world.operator().steps;
        steps.onFirst(steps.count(), "before writing the status of orders", () -> {
            if (world.time.now().isBefore(until)) {
                failWritesUntil(world, until);
            }
            throw new StaleStatusException("orders");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"by hand", "by its schedule", "by a run"})
    @DisplayName("in a sync, whoever started the execution: no schema ever goes back, a write a minute at most")
    void sync(String starter) {
        try (var world = ready()) {
            int before = world.syncs.statusesOf("orders").size();
            switch (starter) {
                case "by hand" -> world.admin.world().startExecution(world.syncId("orders"));
                case "by a run" -> world.run("first", "bulkSyncRef: {name: orders}\n");
                default ->
                    world.admin
                            .world()
                            .editSync(
                                    world.syncId("orders"),
                                    World.json(
                                            "{\"default_schedule\": {\"frequency\": \"hourly\", \"minute\": \"30\"}}"));
            }
            if (starter.equals("by its schedule")) {
                world.sync("orders", World.MASKED.replace("{frequency: manual}", "{frequency: hourly, minute: 30}"));
            }
            world.advance(Duration.ofMinutes(55));
            var statuses = world.syncs.statusesOf("orders");
            statuses = statuses.subList(before, statuses.size());
            assertThat(world.status("orders").lastExecution().status()).isEqualTo("completed");
            assertThat(world.status("orders").lastSuccessfulExecution().recordCount())
                    .isEqualTo(60_000);
            assertThat(statuses.stream().map(BulkSyncStatus::currentExecution).filter(e -> e != null))
                    .as("seen while it ran")
                    .isNotEmpty();
            assertThat(statuses).hasSizeLessThan((int) LASTS.toMinutes() + 10);
            assertForward(statuses.stream()
                    .filter(s -> s.schemas() != null)
                    .map(BulkSyncStatus::schemas)
                    .toList());
        }
    }

    @Test
    @DisplayName("and an execution that fails before any schema starts is seen, too")
    void failsAtOnce() {
        try (var world = ready()) {
            world.admin
                    .world()
                    .scriptNextExecutions(
                            world.syncId("orders"),
                            ExecutionScript.endsAs("failed").withDuration(Duration.ofMillis(1)));
            world.admin.world().startExecution(world.syncId("orders"));
            world.advance(Duration.ofMinutes(3));
            assertThat(world.status("orders").lastExecution().status()).isEqualTo("failed");
            assertThat(world.status("orders").lastSuccessfulExecution()).isNull();
        }
    }

    /** Within one execution a schema keeps or improves its word, and its count never falls. */
    private static void assertForward(List<List<SchemaStatus>> tables) {
        Map<String, SchemaStatus> last = new HashMap<>();
        for (var table : tables) {
            for (var schema : table) {
                var before = last.put(schema.executionId() + "/" + schema.id(), schema);
                if (before != null && before.executionId() != null) {
                    assertThat(ORDER.indexOf(schema.status()))
                            .as(before + " -> " + schema)
                            .isGreaterThanOrEqualTo(ORDER.indexOf(before.status()));
                    assertThat(schema.recordCount() == null ? 0 : schema.recordCount())
                            .as(before + " -> " + schema)
                            .isGreaterThanOrEqualTo(before.recordCount() == null ? 0 : before.recordCount());
                }
            }
        }
    }
}
