package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.RunFixture.RUN;
import static io.polytomic.operator.controller.world.RunFixture.START;
import static io.polytomic.operator.controller.world.RunFixture.assertSucceeded;
import static io.polytomic.operator.controller.world.RunFixture.executions;
import static io.polytomic.operator.controller.world.RunFixture.ready;
import static io.polytomic.operator.controller.world.SyncFixture.newLeaderSendsAndDies;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A second execution is never started by an old leader")
class RunLeaderTest {
    @Test
    @DisplayName("when it wakes at any boundary after the new one has done the work")
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
                assertThat(executions(world)).hasSize(1);
                met = reached[0];
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 403, 401, 400})
    @DisplayName("when it is turned away after the new one has started: it does not try another key")
    void oldLeaderTurnedAway(int status) {
        try (var world = ready()) {
            world.run("first", RUN);
            newLeaderSendsAndDies(
                    world,
                    "startExecution",
                    () -> world.admin.fault(Fault.once(FaultKind.STATUS, "POST", START)
                            .withStatus(status)
                            .withBody("<html>")));
            world.passUntilQuiet();
            assertThat(world.kills).isEqualTo(1);
            assertThat(executions(world)).hasSize(1);
            assertThat(world.runStatus("first").phase()).as(world.conditions()).isEqualTo("Succeeded");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 403, 401, 400})
    @DisplayName("when its lease went over within seconds and it is turned away: it does not try another key")
    void handedOverWithinSeconds(int status) {
        try (var world = ready()) {
            world.run("first", RUN);
            world.operator().steps.onFirst(0, "before startExecution", () -> {
                world.time.advance(Duration.ofSeconds(2));
                world.operator().losesLease();
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
            world.advance(Duration.ofSeconds(5));
            world.restartOperator();
            world.passUntilQuiet();
            assertThat(world.kills).isEqualTo(1);
            assertThat(executions(world)).hasSize(1);
            assertSucceeded(world, "first");
        }
    }
}
