package io.polytomic.operator.controller.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polytomic.operator.simulator.ExecutionScript;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tries to have a run start twice, claim what is not its own, never end, or lie about its end. */
@DisplayName("A run tells the truth about one execution")
class AttackRunTest {
    private static final String START = "/api/bulk/syncs/[^/]+/executions";
    private static final String RUN = "bulkSyncRef: {name: orders}\n";

    private static World ready() {
        return ready(World.create(), World.MASKED);
    }

    private static World ready(World world, String spec) {
        world.sync("orders", spec);
        world.passUntilQuiet();
        assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
        return world;
    }

    private static void assertSucceeded(World world, String run) {
        assertThat(world.runStatus(run).phase()).as(world.conditions()).isEqualTo("Succeeded");
        assertThat(world.guardian.startedBy(world.runs.get(run)))
                .containsExactly(world.runStatus(run).executionId());
    }

    private static List<String> keys(World world) {
        return world.starts().stream()
                .map(e -> e.idempotencyKey().replaceAll(".*-start-", ""))
                .distinct()
                .toList();
    }

    @Test
    @DisplayName("canceled just after a lost answer, it is not said to be over before its result was looked for")
    void canceledAfterLongSilence() {
        try (var world = ready()) {
            world.admin.fault(Fault.always(FaultKind.DROP_BEFORE, "POST", START));
            world.run("first", RUN);
            world.advance(Duration.ofMinutes(12));
            var sent = world.starts().get(world.starts().size() - 1).time();
            world.run("first", RUN + "cancel: true\n");
            world.advance(Duration.ofSeconds(5));
            assertThat(world.runStatus("first").phase())
                    .as("last sent %s, now %s %s", sent, world.now(), world.conditions())
                    .isEqualTo("Starting");
            world.passUntilQuiet();
            assertThat(world.runStatus("first").phase()).isEqualTo("Canceled");
        }
    }

    @Test
    @DisplayName("a fault on record is believed after two looks five minutes apart, silence before it is no look")
    void faultAfterLongSilence() {
        try (var world = ready()) {
            world.admin.fault(Fault.always(FaultKind.DROP_BEFORE, "POST", START));
            world.run("first", RUN);
            world.advance(Duration.ofMinutes(12));
            world.admin.clearFaults();
            world.admin.fault(Fault.once(FaultKind.STATUS, "POST", START).withStatus(500));
            world.passUntilQuiet();
            assertSucceeded(world, "first");
            var first = world.starts().stream()
                    .filter(e -> e.status() == 500)
                    .findFirst()
                    .orElseThrow()
                    .time();
            var second = world.starts().stream()
                    .filter(e -> e.idempotencyKey().endsWith("-start-2"))
                    .findFirst()
                    .orElseThrow()
                    .time();
            assertThat(Duration.between(first, second)).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 403, 401, 400})
    @DisplayName("an old leader that is turned away after the new one has started does not try another key")
    void oldLeaderTurnedAway(int status) {
        try (var world = ready()) {
            world.run("first", RUN);
            world.operator().steps.onFirst(0, "before startExecution", () -> {
                world.time.advance(Duration.ofSeconds(40));
                try (var next = world.secondOperator()) {
                    next.steps.onFirst(0, "after startExecution", () -> {
                        throw new Killed("the new leader");
                    });
                    for (int i = 0; i < 16; i++) {
                        next.step();
                    }
                } catch (Killed killed) {
                    world.kills++;
                }
                world.admin.fault(Fault.once(FaultKind.STATUS, "POST", START)
                        .withStatus(status)
                        .withBody("<html>"));
            });
            world.passUntilQuiet();
            assertThat(world.kills).isEqualTo(1);
            assertThat(world.admin.world().executions(world.syncId("orders"))).hasSize(1);
            assertThat(world.runStatus("first").phase()).as(world.conditions()).isEqualTo("Succeeded");
        }
    }

    @Test
    @DisplayName("nothing is started on a sync that was left paused")
    void pausedSync() {
        var plain = World.MASKED.replaceAll("(?m)^errorHandling.*\\n", "") + "requireApprovalFor: []\n";
        try (var world =
                ready(World.with(SimulatorOptions.defaults().withSeedYaml(CreateTest.TWO_WAREHOUSES)), plain)) {
            world.advance(Duration.ofMinutes(2));
            world.operator().steps.onFirst(0, "after updateBulkSync", () -> {
                throw new Killed("while paused");
            });
            world.admin
                    .world()
                    .editSync(
                            world.syncId("orders"),
                            World.json("{\"destination_connection_id\": \"c4cc1564-67af-3d74-b03c-366dbe0339bb\"}"));
            assertThatThrownBy(() -> {
                        while (true) {
                            world.operator().step();
                        }
                    })
                    .isInstanceOf(Killed.class);
            world.restartOperator();
            assertThat(world.status("orders").paused()).isNotNull();
            world.run("first", RUN);
            world.operator().step();
            world.operator().passRun("first");
            assertThat(world.starts()).as(world.conditions()).isEmpty();
            world.passUntilQuiet();
            assertSucceeded(world, "first");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 120})
    @DisplayName("an execution older than its wish is never its own, though the list was cut short when it wished")
    void listCutShort(int minutes) {
        try (var world = ready()) {
            var other = world.admin
                    .world()
                    .startExecution(world.syncId("orders"))
                    .path("id")
                    .asText();
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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("deleted while the operator was down, its execution is canceled also when nothing is connected yet")
    void deletedAtStartUp(boolean starting) {
        try (var world = ready()) {
            world.admin.world().setExecutionOutcome(world.syncId("orders"), ExecutionScript.endsAs("hangs"));
            if (starting) {
                world.admin.fault(Fault.once(FaultKind.DROP_AFTER_EFFECT, "POST", START));
            }
            world.run("first", RUN + "onDelete: Cancel\n");
            world.advance(Duration.ofMillis(600));
            world.deleteRun("first");
            world.restartOperator();
            world.operator().passRun("first");
            world.advance(Duration.ofMinutes(15));
            assertThat(world.runs.names()).isEmpty();
            assertThat(world.admin
                            .world()
                            .executions(world.syncId("orders"))
                            .get(0)
                            .path("status")
                            .asText())
                    .isEqualTo("canceled");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"completed_at\": \"yesterday\"",
                "\"completed_at\": \"2026-01-05T10:00:00Z and then some more text that nobody expected here\"",
                "\"schemas\": [{\"schema\": null, \"status\": \"completed\"}]",
                "\"schemas\": [{\"schema\": \"a\", \"status\": \"completed\"}, {\"schema\": \"a\", \"status\": \"failed\"}]",
                "\"status_message\": \"\\u001b[31mred\\u001b[0m\\nnext\"",
                "\"output_disposition\": \"%1\"",
                "\"started_at\": \"%1\""
            })
    @DisplayName("whatever the answer looks like, it ends, and so do its TTL and its sync's next look")
    void oddAnswer(String members) {
        try (var world = ready()) {
            world.run("first", RUN + "ttlAfterFinished: 10m\n");
            world.advance(Duration.ofSeconds(3));
            var body = "{\"data\": {\"id\": \"" + world.runStatus("first").executionId()
                    + "\", \"status\": \"completed\", " + members.replace("%1", "x".repeat(5000)) + "}}";
            world.admin.fault(Fault.always(FaultKind.STATUS, "GET", START + "/[^/]+")
                    .withStatus(200)
                    .withBody(body));
            world.advance(Duration.ofMinutes(5));
            assertThat(world.runStatus("first").phase()).as(world.conditions()).isIn("Succeeded", "PartiallyFailed");
            world.advance(Duration.ofHours(2));
            assertThat(world.isReady("orders")).isTrue();
            assertThat(world.runs.names()).as("the TTL").isEmpty();
        }
    }

    @Test
    @DisplayName("a request that never started and is applied again after its TTL is the same request")
    void sameRequestNeverStarted() {
        try (var world = ready()) {
            world.sync("orders", World.MASKED + "suspend: true\n");
            world.passUntilQuiet();
            world.run("first", RUN + "ttlAfterFinished: 10m\nstartDeadline: 5m\n");
            world.advance(Duration.ofMinutes(30));
            assertThat(world.runs.names()).isEmpty();
            world.run("first", RUN + "ttlAfterFinished: 10m\nstartDeadline: 5m\n");
            world.passUntilQuiet();
            assertThat(world.runReason("first")).as(world.conditions()).isNotEqualTo("NameTaken");
            assertThat(world.runStatus("first").attribution()).isEqualTo("TakenOver");
        }
    }

    @Test
    @DisplayName("a 404 in the JSON of something in front of the API ends nothing")
    void gatewayJson() {
        try (var world = ready()) {
            world.run("first", RUN);
            world.advance(Duration.ofSeconds(3));
            world.admin.fault(Fault.once(FaultKind.STATUS, "GET", START + "/[^/]+")
                    .withStatus(404)
                    .withBody("{\"message\": \"no Route matched with those values\"}"));
            world.passUntilQuiet();
            assertSucceeded(world, "first");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-30, 30})
    @DisplayName("an operator whose clock is a day off neither gives a run up at once nor keeps it for ever")
    void clockIsOffByADay(int hours) {
        try (var world = World.create()) {
            world.time.skew(Duration.ofHours(hours));
            ready(world, World.MASKED);
            world.run("first", RUN);
            world.passUntilQuiet();
            assertSucceeded(world, "first");
            world.sync("orders", World.MASKED + "suspend: true\n");
            world.passUntilQuiet();
            world.run("second", RUN + "startDeadline: 1h\n");
            world.advance(Duration.ofMinutes(62));
            assertThat(world.runReason("second")).isEqualTo("DeadlineExceeded");
        }
    }

    @Test
    @DisplayName("one whose start is not settled goes first also while it is being deleted, after a restart too")
    void deletedWhileStartingGoesFirst() {
        try (var world = ready()) {
            world.admin.fault(Fault.always(FaultKind.DROP_BEFORE, "POST", START));
            world.run("first", RUN + "onDelete: Cancel\n");
            world.advance(Duration.ofSeconds(5));
            world.deleteRun("first");
            world.restartOperator();
            world.admin.clearFaults();
            world.run("second", RUN);
            world.operator().step();
            world.operator().passRun("second");
            assertThat(world.starts().stream().filter(e -> e.status() < 300 && e.status() > 0))
                    .as(world.conditions())
                    .isEmpty();
            world.passUntilQuiet();
            assertThat(world.runs.names()).containsExactly("second");
            assertSucceeded(world, "second");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999h", "9223372036854775807h", "9999999999999h"})
    @DisplayName("a deadline, timeout and TTL beyond all numbers are just very long")
    void endlessDurations(String duration) {
        try (var world = ready()) {
            world.run(
                    "first", RUN + "ttlAfterFinished: %1$s\nstartDeadline: %1$s\ntimeout: %1$s\n".formatted(duration));
            world.passUntilQuiet();
            assertSucceeded(world, "first");
            world.advance(Duration.ofMinutes(5));
        }
    }

    @Test
    @DisplayName("one that is queued for ever is canceled at its timeout, too")
    void queuedForEver() {
        try (var world = ready()) {
            world.run("first", RUN + "timeout: 30m\n");
            world.operator()
                    .steps
                    .onFirst(
                            0,
                            "after startExecution",
                            () -> world.admin.fault(Fault.always(FaultKind.STATUS, "GET", START + "/[^/]+")
                                    .withStatus(200)
                                    .withBody("{\"data\": {\"id\": \""
                                            + world.admin
                                                    .world()
                                                    .executions(world.syncId("orders"))
                                                    .get(0)
                                                    .path("id")
                                                    .asText()
                                            + "\", \"status\": \"scheduled\"}}")));
            world.advance(Duration.ofMinutes(29));
            assertThat(world.runStatus("first").phase()).isEqualTo("Running");
            world.advance(Duration.ofMinutes(3));
            assertThat(world.runStatus("first").phase()).as(world.conditions()).isEqualTo("Canceling");
        }
    }

    @Test
    @DisplayName("one that only follows is TimedOut at its timeout, and what it follows goes on")
    void followedTooLong() {
        try (var world = ready()) {
            world.admin.world().setExecutionOutcome(world.syncId("orders"), ExecutionScript.endsAs("hangs"));
            world.admin.world().startExecution(world.syncId("orders"));
            world.run("first", RUN + "whenBusy: Attach\ntimeout: 10m\n");
            world.advance(Duration.ofMinutes(12));
            assertThat(world.runStatus("first").phase()).as(world.conditions()).isEqualTo("TimedOut");
            assertThat(world.writes()).noneMatch(w -> w.contains("cancel"));
        }
    }

    @Test
    @DisplayName("an answer about another execution ends nothing")
    void anotherExecution() {
        try (var world = ready()) {
            var other = world.admin
                    .world()
                    .startExecution(world.syncId("orders"))
                    .path("id")
                    .asText();
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
    @DisplayName("its TTL with the operator killed anywhere: applied again, it is taken over and starts nothing")
    void expiryKilledAnywhere() {
        boolean killed = true;
        for (int n = 0; killed; n++) {
            try (var world = ready()) {
                world.run("first", RUN + "ttlAfterFinished: 10m\n");
                world.passUntilQuiet();
                assertSucceeded(world, "first");
                world.advance(Duration.ofMinutes(8));
                world.killAt(world.operator().steps.count() + n);
                world.advance(Duration.ofMinutes(4));
                killed = world.kills > 0;
                assertThat(world.runs.names()).isEmpty();
                world.run("first", RUN + "ttlAfterFinished: 10m\n");
                world.passUntilQuiet();
                assertThat(world.runStatus("first").attribution()).isEqualTo("TakenOver");
                assertThat(world.starts()).hasSize(1);
            }
        }
    }

    @Test
    @DisplayName("its status wiped in place at any boundary: it finds its own execution again")
    void wipedAnywhere() {
        var reached = new boolean[] {true};
        for (int n = 0; reached[0]; n++) {
            reached[0] = false;
            try (var world = ready()) {
                world.run("first", RUN);
                world.operator().steps.at(world.operator().steps.count() + n, () -> {
                    reached[0] = world.runStatus("first").completedAt() == null;
                    world.runs.wipe("first");
                });
                world.passUntilQuiet();
                assertThat(world.admin.world().executions(world.syncId("orders")))
                        .hasSize(1);
                assertThat(world.runStatus("first").phase())
                        .as(world.conditions())
                        .isEqualTo("Succeeded");
            }
        }
    }

    @Test
    @DisplayName("and its wish is older than what it starts")
    void wishIsOlder() {
        try (var world = ready()) {
            world.run("first", RUN);
            world.passUntilQuiet();
            assertThat(Instant.parse(world.runStatus("first").start().requestedAt()))
                    .isBeforeOrEqualTo(Instant.parse(world.runStatus("first").startedAt()));
        }
    }
}
