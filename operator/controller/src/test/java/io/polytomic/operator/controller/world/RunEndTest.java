package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.RunFixture.RUN;
import static io.polytomic.operator.controller.world.RunFixture.START;
import static io.polytomic.operator.controller.world.RunFixture.assertSucceeded;
import static io.polytomic.operator.controller.world.RunFixture.executions;
import static io.polytomic.operator.controller.world.RunFixture.ready;
import static io.polytomic.operator.controller.world.RunFixture.startedByHand;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.simulator.ExecutionScript;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A run ends as its execution does")
class RunEndTest {
    @ParameterizedTest
    @CsvSource({"errors, PartiallyFailed", "failed, Failed", "interrupted, Failed", "completed, Succeeded"})
    @DisplayName("every end has its phase")
    void ends(String outcome, String phase) {
        try (var world = ready()) {
            world.admin.world().setExecutionOutcome(world.syncId("orders"), ExecutionScript.endsAs(outcome));
            world.run("first", RUN);
            world.passUntilQuiet();
            assertThat(world.runStatus("first").phase()).isEqualTo(phase);
        }
    }

    @Test
    @DisplayName("completed with a failed schema is PartiallyFailed")
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
    @DisplayName("a word nobody knows keeps it running and is quoted")
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
    @DisplayName("an execution or sync that is gone ends it")
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
    @DisplayName("one that takes longer than its timeout is canceled, also after a restart")
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
                                            + executions(world)
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
            startedByHand(world);
            world.run("first", RUN + "whenBusy: Attach\ntimeout: 10m\n");
            world.advance(Duration.ofMinutes(12));
            assertThat(world.runStatus("first").phase()).as(world.conditions()).isEqualTo("TimedOut");
            assertThat(world.writes()).noneMatch(w -> w.contains("cancel"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel: true\n", ""})
    @DisplayName("one whose start was lost ends, canceled or at its deadline, also when its sync is gone")
    void goneWhileStarting(String more) {
        try (var world = ready()) {
            world.admin.fault(Fault.always(FaultKind.DROP_BEFORE, "POST", START));
            world.run("first", RUN + "startDeadline: 2h\n");
            world.advance(Duration.ofMinutes(2));
            assertThat(world.runStatus("first").phase()).isEqualTo("Starting");
            world.admin.world().deleteSync(world.syncId("orders"));
            world.advance(Duration.ofMinutes(5));
            SyncFixture.assertStalled(world, "RemoteMissing");
            world.approve("orders");
            world.admin.clearFaults();
            world.advance(Duration.ofMinutes(10));
            assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
            world.run("second", RUN);
            world.run("first", RUN + "startDeadline: 2h\n" + more);
            world.advance(Duration.ofMinutes(10));
            assertSucceeded(world, "second");
            world.advance(Duration.ofHours(2));
            assertThat(world.runStatus("first").phase())
                    .as(world.conditions())
                    .isEqualTo(more.isEmpty() ? "Failed" : "Canceled");
        }
    }
}
