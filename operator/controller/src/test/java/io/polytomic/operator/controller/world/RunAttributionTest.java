package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.RunFixture.RUN;
import static io.polytomic.operator.controller.world.RunFixture.START;
import static io.polytomic.operator.controller.world.RunFixture.assertSucceeded;
import static io.polytomic.operator.controller.world.RunFixture.executions;
import static io.polytomic.operator.controller.world.RunFixture.ready;
import static io.polytomic.operator.controller.world.RunFixture.startedByHand;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A run claims no execution but its own")
class RunAttributionTest {
    @ParameterizedTest
    @CsvSource({"DROP_BEFORE, true", "DROP_BEFORE, false", "DROP_AFTER_EFFECT, true"})
    @DisplayName("not somebody else's, when its answer was lost in the same moment")
    void somebodyElseInTheSameMoment(FaultKind kind, String recorded) {
        try (var world = ready(World.with(SimulatorOptions.defaults().withSwitch("record_409", recorded)))) {
            world.admin.fault(Fault.once(kind, "POST", START));
            world.run("first", RUN);
            world.operator().steps.onFirst(0, "after startExecution", () -> {
                if (world.admin
                        .world()
                        .status(world.syncId("orders"))
                        .path("current_execution")
                        .isNull()) {
                    startedByHand(world);
                }
            });
            world.advance(Duration.ofHours(25));
            var status = world.runStatus("first");
            assertThat(status.phase()).as(world.conditions()).isIn("Succeeded", "Failed");
            assertThat(world.runReason("first")).isIn("Succeeded", "StartUnconfirmed");
        }
    }

    @Test
    @DisplayName(
            "and it says Inferred in the one case nobody can tell apart: the API's own 500 and an equal start by hand at once")
    void theOneCaseNobodyCanTell() {
        try (var world = ready()) {
            world.guardian.answersComeLate();
            world.admin.fault(Fault.once(FaultKind.STATUS, "POST", START).withStatus(500));
            world.run("first", RUN);
            world.operator().steps.onFirst(0, "after startExecution", () -> startedByHand(world));
            world.passUntilQuiet();
            assertThat(world.runStatus("first").attribution()).isEqualTo(BulkSyncRunStatus.INFERRED);
            assertThat(executions(world)).hasSize(1);
        }
    }

    @Test
    @DisplayName("not a schedule's")
    void scheduleInTheSameMoment() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED.replace("{frequency: manual}", "{frequency: hourly, minute: 0}"));
            world.passUntilQuiet();
            world.advance(Duration.between(world.now(), Instant.parse("2026-01-05T09:59:58Z")));
            world.admin.fault(Fault.once(FaultKind.DROP_BEFORE, "POST", START).withTimes(2));
            world.run("first", RUN);
            world.advance(Duration.ofHours(25));
            assertThat(world.runStatus("first").phase()).as(world.conditions()).isIn("Succeeded", "Failed");
            assertThat(world.runReason("first")).isIn("Succeeded", "StartUnconfirmed");
        }
    }

    @Test
    @DisplayName("not a schedule's after a 500 either: it asks")
    void scheduleAfterServerFault() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED.replace("{frequency: manual}", "{frequency: hourly, minute: 0}"));
            world.passUntilQuiet();
            world.advance(Duration.between(world.now(), Instant.parse("2026-01-05T09:59:58Z")));
            world.admin.fault(Fault.once(FaultKind.STATUS, "POST", START).withStatus(500));
            world.run("first", RUN);
            world.advance(Duration.ofSeconds(20));
            assertThat(world.runReason("first")).as(world.conditions()).isIn("Starting", "StartUnconfirmed");
            world.advance(Duration.ofHours(25));
            assertThat(world.runStatus("first").phase()).as(world.conditions()).isIn("Succeeded", "Failed");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 120})
    @DisplayName("not one that is older than its wish, though the list was cut short when it wished")
    void listCutShort(int minutes) {
        try (var world = ready()) {
            var other = startedByHand(world);
            world.advance(Duration.ofMinutes(minutes));
            world.admin.fault(
                    Fault.once(FaultKind.STATUS, "GET", START).withStatus(200).withBody("{\"data\": null}"));
            world.admin.fault(Fault.once(FaultKind.STATUS, "POST", START).withStatus(500));
            world.run("first", RUN);
            world.passUntilQuiet();
            assertThat(world.runStatus("first").executionId()).isNotEqualTo(other);
            if (minutes > 60) {
                assertSucceeded(world, "first");
            } else {
                assertThat(world.runReason("first")).isEqualTo("StartUnconfirmed");
            }
        }
    }

    @Test
    @DisplayName("a list with an execution without an id is no reason not to start")
    void listWithoutId() {
        try (var world = ready()) {
            world.admin.fault(Fault.once(FaultKind.STATUS, "GET", START)
                    .withStatus(200)
                    .withBody("{\"data\": [{\"id\": null, \"status\": \"completed\"}]}"));
            world.run("first", RUN);
            world.passUntilQuiet();
            assertSucceeded(world, "first");
        }
    }

    @Test
    @DisplayName("an answer about another execution ends nothing")
    void anotherExecution() {
        try (var world = ready()) {
            var other = startedByHand(world);
            world.advance(Duration.ofMinutes(5));
            world.run("first", RUN);
            world.advance(Duration.ofSeconds(3));
            world.admin.fault(Fault.once(FaultKind.STATUS, "GET", START + "/[^/]+")
                    .withStatus(200)
                    .withBody("{\"data\": {\"id\": \"" + other + "\", \"status\": \"failed\"}}"));
            world.passUntilQuiet();
            assertSucceeded(world, "first");
        }
    }

    @Test
    @DisplayName("what runs without an id is not followed")
    void attachedToNothing() {
        try (var world = ready()) {
            world.admin.fault(Fault.once(FaultKind.STATUS, "GET", "/api/bulk/syncs/[^/]+/status")
                    .withStatus(200)
                    .withBody("{\"data\": {\"current_execution\": {\"id\": null, \"status\": \"running\"}}}"));
            world.run("first", RUN + "whenBusy: Attach\n");
            world.passUntilQuiet();
            assertSucceeded(world, "first");
        }
    }

    @Test
    @DisplayName("and one that only follows what a lost start made does not hide it from the run that made it")
    void attachedHidesNothing() {
        try (var world = ready()) {
            world.admin.fault(
                    Fault.once(FaultKind.STATUS_AFTER_EFFECT, "POST", START).withStatus(500));
            world.run("first", RUN);
            world.operator().passRun("first");
            assertThat(world.runStatus("first").phase()).isEqualTo("Starting");
            world.run("second", RUN + "whenBusy: Attach\n");
            world.restartOperator();
            world.operator().step();
            world.operator().passRun("second");
            assertThat(world.runStatus("second").attribution())
                    .as(world.conditions())
                    .isEqualTo(BulkSyncRunStatus.ATTACHED);
            world.passUntilQuiet();
            assertSucceeded(world, "first");
            assertThat(executions(world)).as(world.conditions()).hasSize(1);
        }
    }

    @Test
    @DisplayName("not that of another object of the same remote sync, which it would cancel")
    void ofAnotherObject() {
        try (var world = ready()) {
            world.admin.fault(Fault.always(FaultKind.DROP_BEFORE, "POST", START));
            world.run("first", RUN);
            world.advance(Duration.ofMinutes(1));
            assertThat(world.runStatus("first").phase()).isEqualTo("Starting");
            renamed(world);
            world.restartOperator();
            world.operator().step();
            world.run("second", "bulkSyncRef: {name: renamed}\n");
            world.operator().passRun("second");
            world.run("first", RUN + "cancel: true\n");
            world.advance(Duration.ofMinutes(20));
            assertSucceeded(world, "second");
            assertThat(world.runStatus("first").phase()).isEqualTo("Canceled");
            assertThat(world.runStatus("first").executionId()).isNull();
        }
    }

    /** In Git; the remote sync stays the same. */
    private static void renamed(World world) {
        var id = world.syncId("orders");
        world.deleteSync("orders");
        world.advance(Duration.ofMinutes(1));
        world.sync("renamed", "name: orders\n" + World.MASKED);
        world.admin.clearFaults();
        world.advance(Duration.ofMinutes(5));
        assertThat(world.syncId("renamed")).as(world.conditions()).isEqualTo(id);
    }
}
