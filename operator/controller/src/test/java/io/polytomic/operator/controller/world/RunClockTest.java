package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.RunFixture.RUN;
import static io.polytomic.operator.controller.world.RunFixture.START;
import static io.polytomic.operator.controller.world.RunFixture.assertSucceeded;
import static io.polytomic.operator.controller.world.RunFixture.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A run starts once and ends in time, whatever the clock says")
class RunClockTest {
    @ParameterizedTest
    @ValueSource(ints = {-600, -10, 10, 600})
    @DisplayName("a clock that is off by minutes, with the answer lost")
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
    @DisplayName("a clock that is off by hours: a lost answer is asked for again within a minute")
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

    @Test
    @DisplayName("a clock that is put ahead does not shorten the time in which a lost start is looked for")
    void clockIsPutAhead() {
        try (var world = ready()) {
            world.admin.fault(Fault.once(FaultKind.STATUS, "POST", START).withStatus(500));
            world.run("first", RUN);
            while (world.runStatus("first") == null
                    || world.runStatus("first").start() == null
                    || world.runStatus("first").start().lookingSince() == null) {
                world.advance(Duration.ofSeconds(1));
            }
            world.time.skew(Duration.ofMinutes(10));
            world.advance(Duration.ofMinutes(4));
            assertThat(world.runStatus("first").phase()).as(world.conditions()).isEqualTo("Starting");
            assertThat(world.starts()).noneMatch(start -> start.idempotencyKey().endsWith("-start-2"));
            world.passUntilQuiet();
            assertSucceeded(world, "first");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-30, 30})
    @DisplayName("a clock that is a day off neither gives a run up at once nor keeps it for ever")
    void clockIsOffByADay(int hours) {
        try (var world = World.create()) {
            world.time.skew(Duration.ofHours(hours));
            ready(world);
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
}
