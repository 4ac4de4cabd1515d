package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.SyncFixture.PLAIN;
import static io.polytomic.operator.controller.world.SyncFixture.UNMASK_EMAIL;
import static io.polytomic.operator.controller.world.SyncFixture.openedAndMoved;
import static io.polytomic.operator.controller.world.SyncFixture.readyForAWhile;
import static io.polytomic.operator.controller.world.SyncFixture.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Nothing runs where a mask cannot be kept")
class MaskStopTest {
    @Test
    @DisplayName("with drift: Report a lost mask is only said: MaskLost")
    void reported() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED + "drift: Report\n");
            settled(world);
            world.admin.world().patchSchemas(world.syncId("orders"), World.json(UNMASK_EMAIL));
            long before = world.lastSequence();
            world.advance(Duration.ofMinutes(65));
            assertThat(world.reason("orders")).isEqualTo("MaskLost");
            assertThat(world.isStalled("orders")).isTrue();
            assertThat(world.writesSince(before)).isEmpty();
        }
    }

    @Test
    @DisplayName("when the API does not take a mask, the sync is deactivated and a person asked: MaskNotAccepted")
    void notAccepted() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED);
            settled(world);
            world.admin.fault(Fault.always(FaultKind.STATUS, "PATCH", null)
                    .withStatus(200)
                    .withBody("{\"data\": []}"));
            world.sync("orders", World.MASKED.replace("*phone*", "*country*"));
            world.passUntilQuiet();
            assertThat(world.reason("orders")).isEqualTo("MaskNotAccepted");
            assertThat(world.remote("orders").path("active").asBoolean()).isFalse();
            world.advance(Duration.ofHours(2));
            assertThat(world.reason("orders")).isEqualTo("MaskNotAccepted");
            assertThat(world.remote("orders").path("active").asBoolean()).isFalse();
            world.admin.clearFaults();
            world.advance(Duration.ofMinutes(15));
            settled(world);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"before updateBulkSync", "after updateBulkSync"})
    @DisplayName("a column that appears while the record is written is masked at once, and stops nothing")
    void appearsDuringPut(String where) {
        var open = World.MASKED + "automaticallyAddNewFields: all\n";
        try (var world = readyForAWhile(open)) {
            long from = world.lastSequence();
            var steps = world.operator().steps;
            steps.onFirst(steps.count(), where, () -> {
                world.admin.world().addSourceField(World.POSTGRES, World.USERS, "mobile_phone");
                world.admin.world().refreshSchemas(World.POSTGRES);
                assertThat(world.guardian.openNow(world.syncId("orders"))).isNotEmpty();
            });
            world.sync("orders", open + "concurrencyLimit: 7\n");
            world.advance(Duration.ofSeconds(10));
            settled(world);
            assertThat(world.writesSince(from).toString())
                    .contains("PATCH")
                    .contains("PUT")
                    .doesNotContain("activate");
        }
    }

    @Test
    @DisplayName("a login page that answers 200 to the deactivation has deactivated nothing")
    void loginPageForDeactivation() {
        try (var world = readyForAWhile(PLAIN)) {
            world.admin.fault(Fault.always(FaultKind.STATUS, "PATCH", null)
                    .withStatus(200)
                    .withBody("{\"data\": []}"));
            world.admin.fault(Fault.once(FaultKind.STATUS, "POST", ".*/activate")
                    .withStatus(200)
                    .withBody("<html>Please sign in</html>"));
            openedAndMoved(world);
            world.advance(Duration.ofMinutes(4));
            assertThat(world.remote("orders").path("active").asBoolean())
                    .as(world.conditions())
                    .isFalse();
        }
    }

    @Test
    @DisplayName("when the answer about a schema says nothing of its fields: nothing is started then")
    void fieldsNotTold() {
        try (var world = readyForAWhile(PLAIN)) {
            world.admin.world().patchSchemas(world.syncId("orders"), World.json(UNMASK_EMAIL));
            world.admin.fault(Fault.always(FaultKind.STATUS, "GET", ".*/schemas/public.users")
                    .withStatus(200)
                    .withBody("{\"data\": {\"id\": \"public.users\", \"enabled\": true}}"));
            world.run("first", "bulkSyncRef: {name: orders}\n");
            world.advance(Duration.ofMinutes(5));
            assertThat(world.starts()).as(world.conditions()).isEmpty();
        }
    }
}
