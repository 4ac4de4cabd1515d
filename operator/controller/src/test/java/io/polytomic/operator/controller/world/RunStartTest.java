package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.RunFixture.RUN;
import static io.polytomic.operator.controller.world.RunFixture.START;
import static io.polytomic.operator.controller.world.RunFixture.assertSucceeded;
import static io.polytomic.operator.controller.world.RunFixture.executions;
import static io.polytomic.operator.controller.world.RunFixture.ready;
import static io.polytomic.operator.controller.world.RunFixture.stepUntilKilled;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.client.http.HttpSettings;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The guardian checks at every write of a status that a run started at most once and claims nobody else's execution. */
@DisplayName("A run is started at most once")
class RunStartTest {
    /** Boundaries from the first look at a run to its execution id on record, and some more. */
    private static final int UNTIL_FOLLOWED = 40;

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
            assertThat(Instant.parse(world.runStatus("first").start().requestedAt()))
                    .as("the wish is older than what it starts")
                    .isBeforeOrEqualTo(Instant.parse(world.runStatus("first").startedAt()));
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
            assertThat(executions(world)).hasSize(1);
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
            world.operator().steps.onFirst(0, "after startExecution", () -> {
                throw new Killed("here");
            });
            stepUntilKilled(world);
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
    @DisplayName(
            "though a fault is on record: it is believed after two looks five minutes apart, silence before it is no look")
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

    @Test
    @DisplayName("though a fault is on record and the operator is restarted every minute")
    void settledBetweenRestarts() {
        try (var world = ready()) {
            world.admin.fault(Fault.once(FaultKind.STATUS, "POST", START).withStatus(500));
            world.run("first", RUN);
            for (int minute = 0; minute < 9; minute++) {
                world.advance(Duration.ofMinutes(1));
                world.restartOperator();
            }
            world.passUntilQuiet();
            assertSucceeded(world, "first");
            assertThat(world.starts().stream()
                            .map(e -> e.idempotencyKey().replaceAll(".*-start-", ""))
                            .distinct())
                    .containsExactly("1", "2");
        }
    }

    @Test
    @DisplayName("by a leader that slept before it sends again, nothing is sent when the run was canceled meanwhile")
    void sleptBeforeSendingAgain() {
        try (var world = ready()) {
            world.admin.fault(Fault.once(FaultKind.DROP_BEFORE, "POST", START));
            world.run("first", RUN);
            world.advance(Duration.ofSeconds(2));
            assertThat(world.runStatus("first").phase()).isEqualTo("Starting");
            int sent = world.starts().size();
            var steps = world.operator().steps;
            steps.onFirst(steps.count(), "after getBulkSync", () -> world.run("first", RUN + "cancel: true\n"));
            world.advance(Duration.ofMinutes(10));
            assertThat(world.starts()).hasSize(sent);
            assertThat(world.runStatus("first").phase()).as(world.conditions()).isEqualTo("Canceled");
        }
    }

    @Test
    @DisplayName("with its status wiped in place at any boundary: it finds its own execution again")
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
                assertThat(executions(world)).hasSize(1);
                assertThat(world.runStatus("first").phase())
                        .as(world.conditions())
                        .isEqualTo("Succeeded");
            }
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
