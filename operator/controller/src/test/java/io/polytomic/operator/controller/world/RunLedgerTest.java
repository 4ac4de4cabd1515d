package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.RunFixture.RUN;
import static io.polytomic.operator.controller.world.RunFixture.assertSucceeded;
import static io.polytomic.operator.controller.world.RunFixture.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run that was removed is remembered by its name")
class RunLedgerTest {
    @Test
    @DisplayName("after its TTL the same applied again starts nothing, until it is deleted by hand")
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
    @DisplayName("another request under the name of a remembered one is refused")
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
    @DisplayName("one deleted by hand before its TTL runs again under the same name")
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
    @DisplayName("after a TTL with the operator killed anywhere: applied again, it is taken over and starts nothing")
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
    @DisplayName("its TTL removes nothing while its sync is away: nobody would remember it")
    void syncIsAway() {
        try (var world = ready()) {
            world.run("first", RUN + "ttlAfterFinished: 10m\n");
            world.passUntilQuiet();
            var id = world.syncId("orders");
            world.deleteSync("orders");
            world.advance(Duration.ofMinutes(15));
            assertThat(world.syncs.names()).isEmpty();
            world.sync("orders", World.MASKED);
            if (world.runs.get("first") == null) {
                world.run("first", RUN + "ttlAfterFinished: 10m\n");
            }
            world.advance(Duration.ofMinutes(20));
            assertThat(world.syncId("orders")).isEqualTo(id);
            assertThat(world.runs.names()).as("removed once it is remembered").isEmpty();
            world.run("first", RUN + "ttlAfterFinished: 10m\n");
            world.passUntilQuiet();
            assertThat(world.runStatus("first").attribution()).isEqualTo(BulkSyncRunStatus.TAKEN_OVER);
            assertThat(world.starts()).as(world.conditions()).hasSize(1);
        }
    }
}
