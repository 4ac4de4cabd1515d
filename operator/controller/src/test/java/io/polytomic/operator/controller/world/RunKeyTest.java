package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.RunFixture.RUN;
import static io.polytomic.operator.controller.world.RunFixture.START;
import static io.polytomic.operator.controller.world.RunFixture.ready;
import static io.polytomic.operator.controller.world.SyncFixture.changeKeyToAnotherUsers;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API may keep its record of idempotency keys for each user apart. */
@DisplayName("A start whose answer was lost is not sent again under somebody else's key")
class RunKeyTest {
    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"DROP_BEFORE", "DROP_AFTER_EFFECT"})
    @DisplayName("when the key was changed to another user's: by evidence or not at all")
    void keyOfAnotherUser(FaultKind kind) {
        try (var world = ready()) {
            world.admin.fault(Fault.once(kind, "POST", START));
            world.run("first", RUN);
            world.advance(Duration.ofSeconds(5));
            assertThat(world.runStatus("first").phase()).isEqualTo("Starting");
            changeKeyToAnotherUsers(world);
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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("when an organization's own key, which is nobody's, was changed to a user's or to another of its own")
    void keyOfNobody(boolean toUser) {
        try (var world = World.with(SimulatorOptions.defaults()
                .withSeedYaml(
                        SyncFixture.TWO_WAREHOUSES.replace("{key: sandbox-key}", "{key: sandbox-key}, {key: next}")))) {
            belongsToNobody(world);
            SyncFixture.ready(world, SyncFixture.PLAIN);
            world.admin.fault(Fault.once(FaultKind.DROP_AFTER_EFFECT, "POST", START));
            world.run("first", RUN);
            world.operator().passRun("first");
            assertThat(world.runStatus("first").phase()).isEqualTo("Starting");
            assertThat(world.conditions()).doesNotContain(World.KEY);
            int sent = world.starts().size();
            world.admin.clearFaults();
            if (toUser) {
                changeKeyToAnotherUsers(world);
            } else {
                belongsToNobody(world);
                world.key = "next";
            }
            world.restartOperator();
            world.advance(Duration.ofHours(1));
            assertThat(world.starts()).as(world.conditions()).hasSize(sent);
        }
    }

    @Test
    @DisplayName("but it is under the same key of an organization, though that is nobody's")
    void sameKeyOfNobody() {
        try (var world = World.create()) {
            belongsToNobody(world);
            ready(world);
            world.admin.fault(Fault.once(FaultKind.DROP_AFTER_EFFECT, "POST", START));
            world.run("first", RUN);
            world.operator().passRun("first");
            world.restartOperator();
            world.passUntilQuiet();
            assertThat(world.runStatus("first").attribution())
                    .as(world.conditions())
                    .isEqualTo(BulkSyncRunStatus.STARTED);
        }
    }

    private static void belongsToNobody(World world) {
        world.admin.fault(Fault.always(FaultKind.STATUS, "GET", "/api/me")
                .withStatus(200)
                .withBody("{\"data\": {\"organization_id\": \"0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01\"}}"));
    }
}
