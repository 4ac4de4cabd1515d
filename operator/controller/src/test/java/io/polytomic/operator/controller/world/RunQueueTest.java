package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.RunFixture.RUN;
import static io.polytomic.operator.controller.world.RunFixture.START;
import static io.polytomic.operator.controller.world.RunFixture.assertSucceeded;
import static io.polytomic.operator.controller.world.RunFixture.executions;
import static io.polytomic.operator.controller.world.RunFixture.ready;
import static io.polytomic.operator.controller.world.RunFixture.startedByHand;
import static io.polytomic.operator.controller.world.RunFixture.stepUntilKilled;
import static io.polytomic.operator.controller.world.SyncFixture.PLAIN;
import static io.polytomic.operator.controller.world.SyncFixture.UNMASK_EMAIL;
import static io.polytomic.operator.controller.world.SyncFixture.WAREHOUSE;
import static io.polytomic.operator.controller.world.SyncFixture.twoWarehouses;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.controller.status.StaleStatusException;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A run starts when nothing stands in its way, and not before")
class RunQueueTest {
    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    @DisplayName("it waits while another execution runs, also when its 409 is recorded for the key")
    void busy(String recorded) {
        try (var world = ready(World.with(SimulatorOptions.defaults().withSwitch("record_409", recorded)))) {
            int at = world.operator().steps.count();
            world.run("first", RUN);
            world.operator().steps.onFirst(at, "before startExecution", () -> startedByHand(world));
            world.passUntilQuiet();
            assertSucceeded(world, "first");
            assertThat(world.runStatus("first").start().attempt()).isEqualTo(2);
            assertThat(executions(world)).hasSize(2);
        }
    }

    @Test
    @DisplayName("it fails at once, or follows what runs, when its whenBusy says so")
    void whenBusy() {
        try (var world = ready()) {
            var running = startedByHand(world);
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
    @DisplayName("two runs of one sync go one after the other, oldest first, whoever is looked at first")
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

    @Test
    @DisplayName("it waits while its sync is edited, suspended or lost a mask, and for the organization's brake")
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
            world.admin.world().patchSchemas(world.syncId("orders"), World.json(UNMASK_EMAIL));
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
    @DisplayName("nothing is started on a sync that was left paused")
    void pausedSync() {
        try (var world = SyncFixture.ready(twoWarehouses(), PLAIN + "requireApprovalFor: []\n")) {
            world.advance(Duration.ofMinutes(2));
            world.operator().steps.onFirst(0, "after updateBulkSync", () -> {
                throw new Killed("while paused");
            });
            world.admin
                    .world()
                    .editSync(
                            world.syncId("orders"),
                            World.json("{\"destination_connection_id\": \"" + WAREHOUSE + "\"}"));
            stepUntilKilled(world);
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

    @Test
    @DisplayName("not before a mask of the same commit is written")
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

    @Test
    @DisplayName("a wait ends with startDeadline, a wrong name of the sync included")
    void deadline() {
        try (var world = World.create()) {
            world.run("first", "bulkSyncRef: {name: ordres}\nstartDeadline: 1h\n");
            world.advance(Duration.ofMinutes(70));
            assertThat(world.runReason("first")).isEqualTo("DeadlineExceeded");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("it waits for no run that ended without a start, though the wish of that one could not be written")
    void wishNotWritten(boolean conflict) {
        try (var world = ready()) {
            var steps = world.operator().steps;
            steps.onFirst(steps.count(), "before writing the status of run first", () -> {
                throw conflict
                        ? new StaleStatusException("first")
                        : new KubernetesClientException("as when the API server does not answer");
            });
            world.run("first", RUN);
            try {
                world.operator().passRun("first");
            } catch (KubernetesClientException unanswered) {
                assertThat(conflict).isFalse();
            }
            world.run("first", RUN + "cancel: true\n");
            world.run("second", RUN);
            world.advance(Duration.ofHours(2));
            assertThat(world.runStatus("first").phase()).isEqualTo("Canceled");
            assertSucceeded(world, "second");
        }
    }
}
