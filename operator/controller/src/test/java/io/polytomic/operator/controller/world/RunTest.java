package io.polytomic.operator.controller.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.client.http.HttpSettings;
import io.polytomic.operator.simulator.ExecutionScript;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guardian checks at every write of a status that a run started at most once and claims nobody else's execution. */
@DisplayName("A run is started at most once")
class RunTest {
    private static final String START = "/api/bulk/syncs/[^/]+/executions";
    /** Boundaries from the first look at a run to its execution id on record, and some more. */
    private static final int UNTIL_FOLLOWED = 40;

    private static final String RUN = "bulkSyncRef: {name: orders}\n";

    private static World ready() {
        return ready(World.create());
    }

    private static World ready(World world) {
        world.sync("orders", World.MASKED);
        world.passUntilQuiet();
        assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
        return world;
    }

    private static void assertSucceeded(World world, String run) {
        assertThat(world.runStatus(run).phase()).as(world.conditions()).isEqualTo("Succeeded");
        assertThat(world.guardian.startedBy(world.runs.get(run))).hasSize(1);
        assertThat(world.runStatus(run).executionId())
                .isEqualTo(world.guardian.startedBy(world.runs.get(run)).get(0));
    }

    @Test
    @DisplayName("is followed to its end and counted from its own execution")
    void happyPath() {
        try (var world = ready()) {
            world.run("first", RUN);
            world.passUntilQuiet();
            assertSucceeded(world, "first");
            assertThat(world.runStatus("first").attribution()).isEqualTo(BulkSyncRunStatus.STARTED);
            assertThat(world.runStatus("first").recordCount()).isEqualTo(60_000);
            assertThat(world.starts()).hasSize(1);
            world.advance(Duration.ofMinutes(2));
            assertThat(world.status("orders").lastSuccessfulExecution().id())
                    .isEqualTo(world.runStatus("first").executionId());
        }
    }

    @Test
    @DisplayName("with the operator killed at any boundary up to its start, and while it is followed")
    void killedAnywhere() {
        boolean killed = true;
        for (int n = 0; killed; n += n < UNTIL_FOLLOWED || Chance.SOAK ? 1 : 6) {
            try (var world = ready()) {
                world.run("first", RUN);
                world.killAt(world.operator().steps.count() + n);
                killed = world.passUntilQuiet();
                assertSucceeded(world, "first");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {
                "STATUS",
                "STATUS_AFTER_EFFECT",
                "DROP_BEFORE",
                "DROP_AFTER_EFFECT",
                "RATE_LIMIT",
                "NOT_JSON",
                "TRUNCATED_BODY",
                "UNKNOWN_WORD"
            })
    @DisplayName("with any answer lost or spoiled, whichever call it belongs to")
    void anyAnswerLost(FaultKind kind) {
        boolean met = true;
        for (int n = 0; met; n += 2) {
            try (var world = ready()) {
                world.admin.fault(Fault.once(kind, null, null).withAfter(n));
                world.run("first", RUN);
                world.passUntilQuiet();
                assertSucceeded(world, "first");
                met = world.admin.journal().stream().anyMatch(e -> !e.fault().isEmpty());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "STATUS_AFTER_EFFECT, 500, true, Inferred",
        "STATUS_AFTER_EFFECT, 500, false, Inferred",
        "STATUS_AFTER_EFFECT, 503, true, Started",
        "STATUS, 500, true, Started",
        "STATUS, 503, true, Started",
        "STATUS, 429, true, Started",
        "DROP_AFTER_EFFECT, 0, true, Started",
        "DROP_BEFORE, 0, true, Started"
    })
    @DisplayName("when the start itself is answered so, and says how it knows its execution")
    void answerOfTheStart(FaultKind kind, int status, String recorded, String attribution) {
        var options = SimulatorOptions.defaults().withSwitch("record_5xx", recorded);
        try (var world = ready(World.with(options))) {
            world.admin.fault(Fault.once(kind, "POST", START).withStatus(status));
            world.run("first", RUN);
            if (kind == FaultKind.STATUS_AFTER_EFFECT && recorded.equals("false")) {
                world.advance(Duration.ofHours(21)); // a key that answers 409 for ever is given up after 20 hours
            }
            world.passUntilQuiet();
            assertSucceeded(world, "first");
            assertThat(world.runStatus("first").attribution()).isEqualTo(attribution);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"DELAY", "DELAY_AFTER_EFFECT"})
    @DisplayName(
            "when the answer comes after the client gave up, and the same key meets its own first request in flight")
    void inFlight(FaultKind kind) {
        var impatient = HttpSettings.DEFAULT.withTimeouts(
                Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(500));
        try (var world = ready(new World(SimulatorOptions.defaults(), impatient))) {
            world.guardian.answersComeLate();
            world.admin.fault(Fault.once(kind, "POST", START).withDelay(Duration.ofMillis(2500)));
            world.run("first", RUN);
            world.passUntilFlightIsOver();
            world.passUntilQuiet();
            assertThat(world.runStatus("first").phase()).as(world.conditions()).isEqualTo("Succeeded");
            assertThat(world.admin.world().executions(world.syncId("orders"))).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    @DisplayName("and waits while another execution runs, also when its 409 is recorded for the key")
    void busy(String recorded) {
        try (var world = ready(World.with(SimulatorOptions.defaults().withSwitch("record_409", recorded)))) {
            int at = world.operator().steps.count();
            world.run("first", RUN);
            onBoundary(
                    world,
                    at,
                    "before startExecution",
                    () -> world.admin.world().startExecution(world.syncId("orders")));
            world.passUntilQuiet();
            assertSucceeded(world, "first");
            assertThat(world.runStatus("first").start().attempt()).isEqualTo(2);
            assertThat(world.admin.world().executions(world.syncId("orders"))).hasSize(2);
        }
    }

    /** Lets something happen at the first boundary of that name from now on. */
    private static void onBoundary(World world, int from, String boundary, Runnable what) {
        world.operator().steps.onFirst(from, boundary, what);
    }

    @ParameterizedTest
    @CsvSource({"DROP_BEFORE, true", "DROP_BEFORE, false", "DROP_AFTER_EFFECT, true"})
    @DisplayName("and does not take somebody else's execution for its own when its answer was lost in the same moment")
    void somebodyElseInTheSameMoment(FaultKind kind, String recorded) {
        try (var world = ready(World.with(SimulatorOptions.defaults().withSwitch("record_409", recorded)))) {
            world.admin.fault(Fault.once(kind, "POST", START));
            world.run("first", RUN);
            onBoundary(world, 0, "after startExecution", () -> {
                if (world.admin
                        .world()
                        .status(world.syncId("orders"))
                        .path("current_execution")
                        .isNull()) {
                    world.admin.world().startExecution(world.syncId("orders"));
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
            "and says Inferred in the one case nobody can tell apart: the API's own 500 and an equal start by hand at once")
    void theOneCaseNobodyCanTell() {
        try (var world = ready()) {
            world.guardian.answersComeLate();
            world.admin.fault(Fault.once(FaultKind.STATUS, "POST", START).withStatus(500));
            world.run("first", RUN);
            onBoundary(
                    world, 0, "after startExecution", () -> world.admin.world().startExecution(world.syncId("orders")));
            world.passUntilQuiet();
            assertThat(world.runStatus("first").attribution()).isEqualTo(BulkSyncRunStatus.INFERRED);
            assertThat(world.admin.world().executions(world.syncId("orders"))).hasSize(1);
        }
    }

    @Test
    @DisplayName("and does not take a schedule's execution for its own")
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
    @DisplayName("and does not take a schedule's execution for its own after a 500 either: it asks")
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

    @Test
    @DisplayName("and two runs of one sync go one after the other, oldest first, whoever is looked at first")
    void twoRuns() {
        for (boolean unseen : new boolean[] {false, true}) {
            try (var world = ready()) {
                if (unseen) {
                    world.runs.lag();
                }
                world.run("b-older", RUN);
                world.time.advance(Duration.ofSeconds(2));
                world.run("a-younger", RUN);
                world.operator().passRun("a-younger");
                world.operator().passRun("b-older");
                world.runs.catchUp();
                world.passUntilQuiet();
                assertSucceeded(world, "a-younger");
                assertSucceeded(world, "b-older");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-600, -10, 10, 600})
    @DisplayName("though the operator's clock is off by minutes, with the answer lost")
    void clockIsOff(int seconds) {
        try (var world = World.create()) {
            world.time.skew(Duration.ofSeconds(seconds));
            ready(world);
            world.admin.fault(Fault.once(FaultKind.DROP_AFTER_EFFECT, "POST", START));
            world.run("first", RUN + "timeout: 5m\n");
            world.passUntilQuiet();
            assertSucceeded(world, "first");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-20, -2, 2, 20})
    @DisplayName(
            "and soon, though the operator's clock is off by hours: a lost answer is asked for again within a minute")
    void clockIsOffByHours(int hours) {
        try (var world = World.create()) {
            world.time.skew(Duration.ofHours(hours));
            ready(world);
            world.admin.fault(Fault.once(FaultKind.DROP_BEFORE, "POST", START));
            world.run("first", RUN);
            world.advance(Duration.ofSeconds(5));
            assertThat(world.runStatus("first").phase()).isEqualTo("Starting");
            world.restartOperator();
            world.admin.fault(Fault.once(FaultKind.DROP_BEFORE, "POST", START));
            world.advance(Duration.ofSeconds(20));
            assertThat(world.runStatus("first").phase()).isNotEqualTo("Starting");
            world.passUntilQuiet();
            assertSucceeded(world, "first");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"DROP_BEFORE", "DROP_AFTER_EFFECT"})
    @DisplayName("when the key was changed to another user's while the answer was lost: by evidence or not at all")
    void keyOfAnotherUser(FaultKind kind) {
        try (var world = ready()) {
            world.admin.fault(Fault.once(kind, "POST", START));
            world.run("first", RUN);
            world.advance(Duration.ofSeconds(5));
            assertThat(world.runStatus("first").phase()).isEqualTo("Starting");
            world.admin.fault(
                    Fault.always(FaultKind.STATUS, "GET", "/api/me")
                            .withStatus(200)
                            .withBody(
                                    "{\"data\": {\"id\": \"7\", \"organization_id\": \"0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01\"}}"));
            world.restartOperator();
            world.advance(Duration.ofHours(1));
            assertThat(world.starts()).hasSize(1);
            if (kind == FaultKind.DROP_AFTER_EFFECT) {
                assertThat(world.runStatus("first").phase())
                        .as(world.conditions())
                        .isEqualTo("Succeeded");
                assertThat(world.runStatus("first").attribution()).isEqualTo(BulkSyncRunStatus.INFERRED);
            } else {
                assertThat(world.runReason("first")).as(world.conditions()).isEqualTo("StartUnconfirmed");
            }
        }
    }

    @Test
    @DisplayName("when an old leader wakes at any boundary after the new one has done the work")
    void staleLeader() {
        boolean met = true;
        for (int n = 0; met; n++) {
            try (var world = ready()) {
                world.run("first", RUN);
                var reached = new boolean[1];
                world.operator().steps.at(world.operator().steps.count() + n, () -> {
                    reached[0] = true;
                    try (var next = world.secondOperator()) {
                        for (int i = 0; i < 16; i++) {
                            next.step();
                        }
                    }
                });
                world.passUntilQuiet();
                assertSucceeded(world, "first");
                assertThat(world.admin.world().executions(world.syncId("orders")))
                        .hasSize(1);
                met = reached[0];
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"DROP_BEFORE", "DROP_AFTER_EFFECT"})
    @DisplayName("when the operator comes back after the API has forgotten the key: by evidence or not at all")
    void keyForgotten(FaultKind kind) {
        try (var world = ready()) {
            world.admin.fault(Fault.once(kind, "POST", START));
            world.run("first", RUN + "startDeadline: 100h\n");
            onBoundary(world, 0, "after startExecution", () -> {
                throw new Killed("here");
            });
            assertThatThrownBy(() -> {
                        while (true) {
                            world.operator().step();
                        }
                    })
                    .isInstanceOf(Killed.class);
            world.time.advance(Duration.ofHours(26));
            world.restartOperator();
            world.passUntilQuiet();
            var status = world.runStatus("first");
            if (kind == FaultKind.DROP_AFTER_EFFECT) {
                assertThat(status.phase()).as(world.conditions()).isEqualTo("Succeeded");
            } else {
                assertThat(world.runReason("first")).as(world.conditions()).isEqualTo("StartUnconfirmed");
            }
            assertThat(world.starts()).hasSize(1);
        }
    }

    @Test
    @DisplayName("and fails at once, or follows what runs, when its whenBusy says so")
    void whenBusy() {
        try (var world = ready()) {
            var running = world.admin
                    .world()
                    .startExecution(world.syncId("orders"))
                    .path("id")
                    .asText();
            world.run("failing", RUN + "whenBusy: Fail\n");
            world.run("following", RUN + "whenBusy: Attach\n");
            world.run("waiting", RUN);
            world.advance(Duration.ofSeconds(2));
            assertThat(world.runReason("failing")).isEqualTo("Busy");
            assertThat(world.runStatus("following").attribution()).isEqualTo(BulkSyncRunStatus.ATTACHED);
            assertThat(world.runStatus("waiting").phase()).isEqualTo("Waiting");
            world.passUntilQuiet();
            assertThat(world.runStatus("following").executionId()).isEqualTo(running);
            assertThat(world.runStatus("following").phase()).isEqualTo("Succeeded");
            assertSucceeded(world, "waiting");
        }
    }

    @Test
    @DisplayName("and an attached run cancels nothing")
    void attachedCancelsNothing() {
        try (var world = ready()) {
            world.admin.world().startExecution(world.syncId("orders"));
            world.run("following", RUN + "whenBusy: Attach\n");
            world.advance(Duration.ofSeconds(2));
            world.run("following", RUN + "whenBusy: Attach\ncancel: true\n");
            world.passUntilQuiet();
            assertThat(world.runStatus("following").phase()).isEqualTo("Canceled");
            world.advance(Duration.ofMinutes(1));
            assertThat(world.admin
                            .world()
                            .executions(world.syncId("orders"))
                            .get(0)
                            .path("status")
                            .asText())
                    .isEqualTo("completed");
        }
    }

    @Test
    @DisplayName(
            "and its cancellation is latched, also when Git takes the wish away, and with the operator killed anywhere")
    void canceled() {
        boolean killed = true;
        for (int n = 0; killed; n++) {
            try (var world = ready()) {
                world.run("first", RUN);
                world.advance(Duration.ofSeconds(6));
                world.killAt(world.operator().steps.count() + n);
                world.run("first", RUN + "cancel: true\n");
                world.advance(Duration.ofMillis(700));
                if (world.runStatus("first").cancelRequestedAt() != null) {
                    world.run("first", RUN);
                }
                killed = world.passUntilQuiet() || world.kills > 0;
                assertThat(world.runStatus("first").phase())
                        .as(world.conditions())
                        .isEqualTo("Canceled");
            }
        }
    }

    @Test
    @DisplayName("and is canceled when it takes longer than its timeout, also after a restart")
    void timedOut() {
        try (var world = ready()) {
            world.admin.world().setExecutionOutcome(world.syncId("orders"), ExecutionScript.endsAs("hangs"));
            world.run("first", RUN + "timeout: 30m\n");
            world.advance(Duration.ofMinutes(10));
            assertThat(world.runStatus("first").phase()).isEqualTo("Running");
            world.restartOperator();
            world.passUntilQuiet();
            assertThat(world.runStatus("first").phase()).as(world.conditions()).isEqualTo("TimedOut");
            assertThat(Duration.between(Instant.parse(world.runStatus("first").startedAt()), world.now()))
                    .isLessThan(Duration.ofMinutes(32));
        }
    }

    @Test
    @DisplayName("and its execution is canceled with it when onDelete says so, left alone otherwise")
    void deletedWhileRunning() {
        for (var policy : List.of("Cancel", "Leave")) {
            try (var world = ready()) {
                world.run("first", RUN + "onDelete: " + policy + "\n");
                world.advance(Duration.ofSeconds(6));
                world.deleteRun("first");
                world.advance(Duration.ofMinutes(2));
                assertThat(world.runs.names()).isEmpty();
                assertThat(world.admin
                                .world()
                                .executions(world.syncId("orders"))
                                .get(0)
                                .path("status")
                                .asText())
                        .isEqualTo(policy.equals("Cancel") ? "canceled" : "completed");
            }
        }
    }

    @Test
    @DisplayName("and its execution is canceled with it also when the answer to the start was lost")
    void deletedWhileStarting() {
        try (var world = ready()) {
            world.admin.world().setExecutionOutcome(world.syncId("orders"), ExecutionScript.endsAs("hangs"));
            world.admin.fault(Fault.once(FaultKind.DROP_AFTER_EFFECT, "POST", START));
            world.run("first", RUN + "onDelete: Cancel\n");
            world.advance(Duration.ofMillis(600));
            assertThat(world.runStatus("first").phase()).isEqualTo("Starting");
            world.deleteRun("first");
            world.advance(Duration.ofMinutes(10));
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

    @Test
    @DisplayName(
            "and after its TTL the ledger remembers it: the same applied again starts nothing, another request is refused")
    void ledger() {
        try (var world = ready()) {
            world.run("first", RUN + "ttlAfterFinished: 10m\n");
            world.advance(Duration.ofMinutes(30));
            assertThat(world.runs.names()).isEmpty();
            assertThat(world.status("orders").runs()).hasSize(1);
            world.restartOperator();
            world.run("first", RUN + "ttlAfterFinished: 10m\n");
            world.passUntilQuiet();
            assertThat(world.runStatus("first").attribution()).isEqualTo(BulkSyncRunStatus.TAKEN_OVER);
            assertThat(world.runStatus("first").phase()).isEqualTo("Succeeded");
            world.advance(Duration.ofHours(2));
            assertThat(world.runs.names())
                    .as("a run taken over is not removed by its TTL")
                    .containsExactly("first");
            assertThat(world.starts()).hasSize(1);
            world.deleteRun("first");
            world.advance(Duration.ofMinutes(1));
            assertThat(world.runs.names()).isEmpty();
            world.run("first", RUN);
            world.passUntilQuiet();
            assertSucceeded(world, "first");
            assertThat(world.starts()).hasSize(2);
        }
    }

    @Test
    @DisplayName("and another request under the name of a remembered one is refused")
    void nameTaken() {
        try (var world = ready()) {
            world.run("first", RUN + "ttlAfterFinished: 10m\n");
            world.advance(Duration.ofMinutes(30));
            world.run("first", RUN + "test: true\n");
            world.passUntilQuiet();
            assertThat(world.runReason("first")).isEqualTo("NameTaken");
            assertThat(world.starts()).hasSize(1);
        }
    }

    @Test
    @DisplayName("and one deleted by hand before its TTL runs again under the same name")
    void deletedByHand() {
        try (var world = ready()) {
            world.run("first", RUN + "ttlAfterFinished: 10m\n");
            world.passUntilQuiet();
            world.deleteRun("first");
            world.advance(Duration.ofSeconds(30));
            world.run("first", RUN + "ttlAfterFinished: 10m\n");
            world.passUntilQuiet();
            assertSucceeded(world, "first");
            assertThat(world.starts()).hasSize(2);
        }
    }

    @Test
    @DisplayName("and waits while its sync is edited, suspended or lost a mask, and for the organization's brake")
    void blocked() {
        try (var world = ready()) {
            world.sync("orders", World.MASKED + "suspend: true\n");
            world.passUntilQuiet();
            world.run("first", RUN);
            world.advance(Duration.ofMinutes(1));
            assertThat(world.runReason("first")).isEqualTo("SyncSuspended");
            world.sync("orders", World.MASKED + "drift: Report\n");
            world.suspendOrganization(true);
            world.advance(Duration.ofMinutes(1));
            assertThat(world.runReason("first")).isEqualTo("SyncSuspended");
            world.admin.world().patchSchemas(world.syncId("orders"), World.json(MaskTest.UNMASK_EMAIL));
            world.suspendOrganization(false);
            world.advance(Duration.ofMinutes(5));
            assertThat(world.runReason("first")).as(world.conditions()).isIn("MaskLost", "Pending");
            assertThat(world.starts()).isEmpty();
            world.sync("orders", World.MASKED);
            world.passUntilQuiet();
            assertSucceeded(world, "first");
        }
    }

    @Test
    @DisplayName("and not before a mask of the same commit is written")
    void sameCommit() {
        try (var world = ready()) {
            world.sync("orders", World.MASKED + "concurrencyLimit: 3\n");
            world.sync("orders", World.MASKED.replace("*phone*", "*"));
            world.run("first", RUN);
            world.operator().passRun("first");
            assertThat(world.runStatus("first").phase()).isEqualTo("Pending");
            world.passUntilQuiet();
            assertSucceeded(world, "first");
            assertThat(world.runStatus("first").syncGeneration())
                    .isEqualTo(world.syncs.get("orders").getMetadata().getGeneration());
        }
    }

    @ParameterizedTest
    @CsvSource({"errors, PartiallyFailed", "failed, Failed", "interrupted, Failed", "completed, Succeeded"})
    @DisplayName("and every end has its phase")
    void ends(String outcome, String phase) {
        try (var world = ready()) {
            world.admin.world().setExecutionOutcome(world.syncId("orders"), ExecutionScript.endsAs(outcome));
            world.run("first", RUN);
            world.passUntilQuiet();
            assertThat(world.runStatus("first").phase()).isEqualTo(phase);
        }
    }

    @Test
    @DisplayName("and completed with a failed schema is PartiallyFailed")
    void failedSchema() {
        try (var world = ready()) {
            world.admin
                    .world()
                    .setExecutionOutcome(
                            world.syncId("orders"),
                            ExecutionScript.completes().withFailedSchemas(Map.of(World.USERS, "no such table")));
            world.run("first", RUN);
            world.passUntilQuiet();
            assertThat(world.runStatus("first").phase()).isEqualTo("PartiallyFailed");
            assertThat(world.runStatus("first").schemas().get(0).id()).isEqualTo(World.USERS);
        }
    }

    @Test
    @DisplayName("and a word nobody knows keeps it running and is quoted")
    void unknownWord() {
        try (var world = ready()) {
            world.run("first", RUN);
            world.advance(Duration.ofSeconds(3));
            world.admin.fault(Fault.always(FaultKind.UNKNOWN_WORD, "GET", START + "/.*"));
            world.advance(Duration.ofMinutes(5));
            assertThat(world.runStatus("first").phase()).isEqualTo("Running");
            assertThat(world.conditions()).contains("quiescing");
            world.admin.clearFaults();
            world.passUntilQuiet();
            assertSucceeded(world, "first");
        }
    }

    @Test
    @DisplayName("and an execution or sync that is gone ends it")
    void gone() {
        try (var world = ready()) {
            world.run("first", RUN);
            world.advance(Duration.ofSeconds(3));
            world.admin.world().deleteSync(world.syncId("orders"));
            world.passUntilQuiet();
            assertThat(world.runReason("first")).as(world.conditions()).isEqualTo("ExecutionGone");
        }
    }

    @Test
    @DisplayName("and a wait ends with startDeadline, a wrong name of the sync included")
    void deadline() {
        try (var world = World.create()) {
            world.run("first", "bulkSyncRef: {name: ordres}\nstartDeadline: 1h\n");
            world.advance(Duration.ofMinutes(70));
            assertThat(world.runReason("first")).isEqualTo("DeadlineExceeded");
        }
    }

    @Test
    @DisplayName("and never stays Starting for ever")
    void neverStartingForEver() {
        try (var world = ready()) {
            world.admin.fault(Fault.always(FaultKind.DROP_BEFORE, "POST", START));
            world.run("first", RUN);
            world.advance(Duration.ofHours(25));
            assertThat(world.runStatus("first").phase()).as(world.conditions()).isEqualTo("Failed");
            assertThat(world.runReason("first")).isEqualTo("StartUnconfirmed");
        }
    }
}
