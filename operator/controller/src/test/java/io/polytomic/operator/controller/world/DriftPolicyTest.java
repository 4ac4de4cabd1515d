package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.SyncFixture.PLAIN;
import static io.polytomic.operator.controller.world.SyncFixture.assertStalled;
import static io.polytomic.operator.controller.world.SyncFixture.ready;
import static io.polytomic.operator.controller.world.SyncFixture.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Drift is put back, reported or asked about, as the manifest says")
class DriftPolicyTest {
    @Test
    @DisplayName("what somebody else changed is put back within a poll and said, with who it was")
    void driftCorrected() {
        try (var world = ready(PLAIN + "concurrencyLimit: 10\n")) {
            world.admin.world().editSync(world.syncId("orders"), World.json("{\"concurrency_limit\": 2}"));
            world.advance(Duration.ofSeconds(62));
            assertThat(world.remote("orders").path("concurrency_limit").asInt()).isEqualTo(10);
            assertThat(world.events).anyMatch(e -> e.contains("DriftCorrected") && e.contains("Somebody Else"));
        }
    }

    @Test
    @DisplayName("with Report it is only reported, and then a new generation applies it all")
    void driftReported() {
        try (var world = ready(PLAIN + "concurrencyLimit: 10\ndrift: Report\n")) {
            world.admin.world().editSync(world.syncId("orders"), World.json("{\"concurrency_limit\": 2}"));
            long before = world.lastSequence();
            world.advance(Duration.ofHours(2));
            assertThat(world.writesSince(before)).isEmpty();
            assertThat(world.isReady("orders")).isTrue();
            assertThat(Conditions.isTrue(world.status("orders").conditions(), Condition.DRIFTED))
                    .isTrue();
            world.sync("orders", PLAIN + "concurrencyLimit: 10\ndrift: Report\nresyncConcurrencyLimit: 2\n");
            world.passUntilQuiet();
            assertThat(world.remote("orders").path("concurrency_limit").asInt()).isEqualTo(10);
            assertThat(Conditions.isTrue(world.status("orders").conditions(), Condition.DRIFTED))
                    .isFalse();
        }
    }

    @Test
    @DisplayName("Report leaves what others changed while the key had too few rights")
    void reportAfterTrouble() {
        try (var world = World.create()) {
            var report = PLAIN + "drift: Report\nconcurrencyLimit: 4\n";
            world.sync("orders", report);
            world.passUntilQuiet();
            world.admin.fault(
                    Fault.always(FaultKind.STATUS, "GET", ".*/schemas/.*").withStatus(403));
            world.advance(Duration.ofMinutes(70));
            assertThat(world.reason("orders")).as(world.conditions()).isEqualTo("AccessDenied");
            world.admin.world().editSync(world.syncId("orders"), World.json("{\"concurrency_limit\": 9}"));
            world.admin.clearFaults();
            world.advance(Duration.ofHours(1));
            assertThat(world.remote("orders").path("concurrency_limit").asInt())
                    .as(world.conditions())
                    .isEqualTo(9);
        }
    }

    @Test
    @DisplayName("drift that copies data again waits for a yes")
    void driftNeedsApproval() {
        try (var world = ready(PLAIN + "normalizeNames: enabled\n")) {
            world.admin.world().editSync(world.syncId("orders"), World.json("{\"normalize_names\": \"disabled\"}"));
            world.advance(Duration.ofMinutes(30));
            assertStalled(world, "ApprovalRequired");
            assertThat(world.remote("orders").path("normalize_names").asText()).isEqualTo("disabled");
            world.approve("orders");
            world.passUntilQuiet();
            assertThat(world.remote("orders").path("normalize_names").asText()).isEqualTo("enabled");
        }
    }

    @Test
    @DisplayName("a write that changes nothing is not sent again: NotAccepted")
    void writeWithoutEffect() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED);
            settled(world);
            world.admin.fault(Fault.always(FaultKind.STATUS, "PUT", "/api/bulk/syncs/[^/]+")
                    .withStatus(200)
                    .withBody("{\"data\": {\"id\": \"" + world.syncId("orders") + "\"}}"));
            world.sync("orders", World.MASKED + "concurrencyLimit: 7\n");
            world.passUntilQuiet();
            assertThat(world.reason("orders")).as(world.conditions()).isEqualTo("NotAccepted");
            assertThat(world.message("orders")).contains("concurrencyLimit");
            long before = world.lastSequence();
            world.advance(Duration.ofHours(3));
            assertThat(world.writesSince(before)).isEmpty();
        }
    }

    @Test
    @DisplayName("what somebody changes again and again is given up after three corrections: Contested")
    void contested() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED + "concurrencyLimit: 7\n");
            settled(world);
            for (int i = 0; i < 4; i++) {
                world.admin.world().editSync(world.syncId("orders"), World.json("{\"concurrency_limit\": 2}"));
                world.advance(Duration.ofMinutes(3));
            }
            assertThat(world.reason("orders"))
                    .as(String.join("\n", world.events) + world.conditions())
                    .isEqualTo("Contested");
            assertThat(world.message("orders")).contains("Somebody Else", "concurrencyLimit");
            long before = world.lastSequence();
            world.advance(Duration.ofMinutes(20));
            assertThat(world.writesSince(before)).isEmpty();
        }
    }
}
