package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.RunFixture.RUN;
import static io.polytomic.operator.controller.world.RunFixture.START;
import static io.polytomic.operator.controller.world.RunFixture.assertSucceeded;
import static io.polytomic.operator.controller.world.RunFixture.executions;
import static io.polytomic.operator.controller.world.RunFixture.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To admit a run every masked schema of its sync is read, which can take minutes. */
@DisplayName("What happens while a run is admitted is seen before it is started")
class RunAdmissionTest {
    private static final String ALSO_TOTAL =
            World.MASKED.replace("\"*phone*\"}", "\"*phone*\"}, {schemas: \"*\", fields: total}");

    private static void meanwhile(World world, String boundary, Runnable what) {
        var steps = world.operator().steps;
        steps.onFirst(steps.count(), boundary, what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after getStatus",
                "after listExecutions",
                "before writing the status of run first",
                "after writing the status of run first"
            })
    @DisplayName("its sync is suspended: nothing is started")
    void suspended(String boundary) {
        try (var world = ready()) {
            meanwhile(world, boundary, () -> world.sync("orders", World.MASKED + "suspend: true\n"));
            world.run("first", RUN);
            world.advance(Duration.ofMinutes(5));
            assertThat(world.starts()).as(world.conditions()).isEmpty();
            assertThat(world.runReason("first")).isEqualTo("SyncSuspended");
            world.sync("orders", World.MASKED);
            world.passUntilQuiet();
            assertSucceeded(world, "first");
            assertThat(world.starts()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"before listExecutions", "after writing the status of run first"})
    @DisplayName("a mask is added to the manifest: it is written first")
    void newMask(String boundary) {
        try (var world = ready()) {
            meanwhile(world, boundary, () -> world.sync("orders", ALSO_TOTAL));
            world.run("first", RUN);
            world.passUntilQuiet();
            assertSucceeded(world, "first");
            assertThat(world.runStatus("first").syncGeneration())
                    .isEqualTo(world.syncs.get("orders").getMetadata().getGeneration());
        }
    }

    @Test
    @DisplayName("a mask is added to the manifest before a start is sent again: it is written first")
    void newMaskBeforeSendingAgain() {
        try (var world = ready()) {
            world.admin.fault(Fault.once(FaultKind.DROP_BEFORE, "POST", START));
            world.run("first", RUN);
            world.advance(Duration.ofSeconds(2));
            assertThat(world.runStatus("first").phase()).isEqualTo("Starting");
            meanwhile(world, "after getBulkSync", () -> world.sync("orders", ALSO_TOTAL));
            world.passUntilQuiet();
            assertSucceeded(world, "first");
        }
    }

    @Test
    @DisplayName("its sync is replaced by another object of that name: nothing is started for the old one")
    void replaced() {
        try (var world = ready()) {
            meanwhile(world, "after listExecutions", () -> world.syncs.restoreWithoutStatus("orders"));
            world.run("first", RUN);
            world.advance(Duration.ofSeconds(1));
            assertThat(world.starts()).as(world.conditions()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after getStatus",
                "before writing the status of run first",
                "after writing the status of run first"
            })
    @DisplayName("it is canceled: nothing is started")
    void canceled(String boundary) {
        try (var world = ready()) {
            meanwhile(world, boundary, () -> world.run("first", RUN + "cancel: true\n"));
            world.run("first", RUN);
            world.advance(Duration.ofMinutes(1));
            assertThat(world.starts()).as(world.conditions()).isEmpty();
            assertThat(world.runStatus("first").phase()).isEqualTo("Canceled");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"after getStatus", "after writing the status of run first"})
    @DisplayName("it is deleted and applied again, as a hook of Argo CD is: only the new one is started")
    void deletedAndAppliedAgain(String boundary) {
        try (var world = ready()) {
            meanwhile(world, boundary, () -> world.deleteRun("first"));
            world.run("first", RUN);
            while (world.runs.get("first") != null) {
                world.operator().step();
            }
            world.run("first", RUN);
            world.passUntilQuiet();
            world.advance(Duration.ofMinutes(5));
            assertSucceeded(world, "first");
            assertThat(executions(world)).as(world.conditions()).hasSize(1);
        }
    }

    @Test
    @DisplayName("the lease is lost: nothing is started, the next leader does it")
    void leaseIsLost() {
        for (var boundary : new String[] {
            "after getStatus", "before writing the status of run first", "after writing the status of run first"
        }) {
            try (var world = ready()) {
                var old = world.operator();
                meanwhile(world, boundary, old::losesLease);
                world.run("first", RUN);
                world.advance(Duration.ofSeconds(3));
                assertThat(world.starts()).as(world.conditions()).isEmpty();
                world.restartOperator();
                world.passUntilQuiet();
                assertSucceeded(world, "first");
                assertThat(world.starts()).hasSize(1);
            }
        }
    }
}
