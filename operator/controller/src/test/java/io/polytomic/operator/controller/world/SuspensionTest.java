package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.SyncFixture.PLAIN;
import static io.polytomic.operator.controller.world.SyncFixture.UNMASK_EMAIL;
import static io.polytomic.operator.controller.world.SyncFixture.assertStalled;
import static io.polytomic.operator.controller.world.SyncFixture.ready;
import static io.polytomic.operator.controller.world.SyncFixture.settled;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is suspended is looked at and not written to")
class SuspensionTest {
    @Test
    @DisplayName("a suspended sync is planned, and written to afterwards")
    void suspended() {
        try (var world = ready(PLAIN)) {
            long before = world.lastSequence();
            world.sync("orders", PLAIN + "suspend: true\nconcurrencyLimit: 40\n");
            world.passUntilQuiet();
            assertStalled(world, "Suspended");
            assertThat(world.status("orders").plan().changes()).hasSize(1);
            world.advance(Duration.ofHours(2));
            assertThat(world.writesSince(before)).isEmpty();
            world.sync("orders", PLAIN + "concurrencyLimit: 40\n");
            world.passUntilQuiet();
            assertThat(world.isReady("orders")).isTrue();
            assertThat(world.remote("orders").path("concurrency_limit").asInt()).isEqualTo(40);
        }
    }

    @Test
    @DisplayName("the organization's brake holds everything: creation, change and deletion")
    void brake() {
        try (var world = ready(PLAIN + "deletion: Delete\n")) {
            world.suspendOrganization(true);
            world.advance(Duration.ofSeconds(1));
            long before = world.lastSequence();
            world.sync("orders", PLAIN + "deletion: Delete\nconcurrencyLimit: 40\n");
            world.sync("second", PLAIN);
            world.passUntilQuiet();
            assertStalled(world, "OrganizationSuspended");
            assertThat(world.reason("second")).isEqualTo("OrganizationSuspended");
            world.deleteSync("orders");
            world.advance(Duration.ofMinutes(30));
            assertThat(world.writesSince(before)).isEmpty();
            assertThat(world.syncs.names()).contains("orders");
            world.suspendOrganization(false);
            world.advance(Duration.ofMinutes(30));
            assertThat(world.syncs.names()).containsExactly("second");
            assertThat(world.isReady("second")).as(world.conditions()).isTrue();
        }
    }

    @Test
    @DisplayName("a lost mask of a suspended sync is said and not put back: MaskLost")
    void lostMask() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED);
            settled(world);
            world.sync("orders", World.MASKED + "suspend: true\n");
            world.passUntilQuiet();
            world.admin.world().patchSchemas(world.syncId("orders"), World.json(UNMASK_EMAIL));
            long before = world.lastSequence();
            world.advance(Duration.ofMinutes(65));
            assertThat(world.reason("orders")).isEqualTo("MaskLost");
            assertThat(world.writesSince(before)).isEmpty();
        }
    }
}
