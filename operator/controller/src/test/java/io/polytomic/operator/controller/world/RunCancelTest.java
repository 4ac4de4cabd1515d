package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.RunFixture.RUN;
import static io.polytomic.operator.controller.world.RunFixture.START;
import static io.polytomic.operator.controller.world.RunFixture.executionStatus;
import static io.polytomic.operator.controller.world.RunFixture.ready;
import static io.polytomic.operator.controller.world.RunFixture.startedByHand;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.simulator.ExecutionScript;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A run that is canceled or deleted cancels its own execution and no other")
class RunCancelTest {
    @Test
    @DisplayName("a cancellation is latched, also when Git takes the wish away, and with the operator killed anywhere")
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
    @DisplayName("an attached run cancels nothing")
    void attachedCancelsNothing() {
        try (var world = ready()) {
            startedByHand(world);
            world.run("following", RUN + "whenBusy: Attach\n");
            world.advance(Duration.ofSeconds(2));
            world.run("following", RUN + "whenBusy: Attach\ncancel: true\n");
            world.passUntilQuiet();
            assertThat(world.runStatus("following").phase()).isEqualTo("Canceled");
            world.advance(Duration.ofMinutes(1));
            assertThat(executionStatus(world)).isEqualTo("completed");
        }
    }

    @Test
    @DisplayName("deleted, its execution is canceled when onDelete says so, left alone otherwise")
    void deletedWhileRunning() {
        for (var policy : List.of("Cancel", "Leave")) {
            try (var world = ready()) {
                world.run("first", RUN + "onDelete: " + policy + "\n");
                world.advance(Duration.ofSeconds(6));
                world.deleteRun("first");
                world.advance(Duration.ofMinutes(2));
                assertThat(world.runs.names()).isEmpty();
                assertThat(executionStatus(world)).isEqualTo(policy.equals("Cancel") ? "canceled" : "completed");
            }
        }
    }

    @Test
    @DisplayName("deleted, its execution is canceled also when the answer to the start was lost")
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
            assertThat(executionStatus(world)).isEqualTo("canceled");
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
            assertThat(executionStatus(world)).isEqualTo("canceled");
        }
    }
}
