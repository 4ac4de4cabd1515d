package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.SyncFixture.CREATE;
import static io.polytomic.operator.controller.world.SyncFixture.PLAIN;
import static io.polytomic.operator.controller.world.SyncFixture.ready;
import static io.polytomic.operator.controller.world.SyncFixture.readyForAWhile;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A deleted object leaves behind what its policy says")
class SyncDeletionTest {
    @Test
    @DisplayName("deleting a Retain object calls nobody and leaves the sync")
    void retain() {
        try (var world = ready(PLAIN)) {
            long before = world.lastSequence();
            world.deleteSync("orders");
            world.operator().passSync("orders");
            assertThat(world.syncs.names()).isEmpty();
            assertThat(world.lastSequence()).isEqualTo(before);
            assertThat(world.remoteSyncs()).hasSize(1);
        }
    }

    @Test
    @DisplayName("deleting a Delete object deletes the sync, suspended or not, killed anywhere")
    void deleted() {
        boolean killed = true;
        for (int n = 0; killed; n++) {
            try (var world = ready(PLAIN + "deletion: Delete\n")) {
                world.sync("orders", PLAIN + "deletion: Delete\nsuspend: " + (n % 2 == 0) + "\n");
                world.passUntilQuiet();
                world.deleteSync("orders");
                world.killAt(world.operator().steps.count() + n);
                world.advance(Duration.ofMinutes(1));
                killed = world.kills > 0;
                assertThat(world.syncs.names()).isEmpty();
                assertThat(world.remoteSyncs()).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("deleting an object whose sync is gone already, or whose connection does not exist any more, ends")
    void deletedGone() {
        try (var world = ready(PLAIN + "deletion: Delete\n")) {
            world.admin.fault(Fault.always(FaultKind.STATUS, "GET", "/api/connections")
                    .withStatus(200)
                    .withBody("{\"data\": []}"));
            world.admin.world().deleteSync(world.syncId("orders"));
            world.time.advance(Duration.ofMinutes(3));
            world.deleteSync("orders");
            world.advance(Duration.ofMinutes(1));
            assertThat(world.syncs.names()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"retain", "namespace", "organization"})
    @DisplayName(
            "deleting while the API is down waits and says so, and is released by Retain, the namespace's end or a lost organization")
    void deletedWithoutApi(String release) {
        try (var world = ready(PLAIN + "deletion: Delete\n")) {
            world.admin.fault(Fault.always(FaultKind.STATUS, "DELETE", null).withStatus(503));
            world.deleteSync("orders");
            world.advance(Duration.ofMinutes(30));
            assertThat(world.syncs.names()).containsExactly("orders");
            assertThat(world.message("orders")).contains("waits for its remote sync to be deleted");
            switch (release) {
                case "retain" -> world.sync("orders", PLAIN);
                case "namespace" -> world.namespaceEnds = true;
                default -> world.organizationExists = false;
            }
            world.advance(Duration.ofMinutes(1));
            assertThat(world.syncs.names()).isEmpty();
            assertThat(world.remoteSyncs()).hasSize(1);
            assertThat(world.events.stream().anyMatch(e -> e.contains("RemoteLeftBehind")))
                    .isEqualTo(!release.equals("retain"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Delete, DROP_AFTER_EFFECT, 0",
        "Delete, DROP_BEFORE, 0",
        "Retain, DROP_AFTER_EFFECT, 1",
        "Retain, DROP_BEFORE, 0"
    })
    @DisplayName("a deletion with an open wish leaves behind what its policy says")
    void deletedWithOpenWish(String policy, FaultKind kind, int left) {
        try (var world = World.create()) {
            world.admin.fault(Fault.once(kind, "POST", CREATE));
            world.sync("orders", World.MASKED + "deletion: " + policy + "\n");
            world.operator().step();
            world.operator().step();
            world.deleteSync("orders");
            world.restartOperator();
            world.advance(Duration.ofMinutes(30));
            assertThat(world.syncs.names()).isEmpty();
            assertThat(world.remoteSyncs()).hasSize(left);
        }
    }

    @Test
    @DisplayName("a leader that was paused deletes nothing once Retain was chosen and the object went")
    void retainChosenMeanwhile() {
        try (var world = ready(PLAIN + "deletion: Delete\n")) {
            world.deleteSync("orders");
            var stale = world.syncs.get("orders");
            world.sync("orders", PLAIN);
            try (var next = world.secondOperator()) {
                next.step();
                next.passSync("orders");
            }
            assertThat(world.syncs.names()).isEmpty();
            world.operator().passSync(stale);
            assertThat(world.remoteSyncs()).hasSize(1);
        }
    }

    @Test
    @DisplayName("Retain that is chosen while the deletion waits for its turn at the API is heard")
    void retainChosenJustBefore() {
        try (var world = World.create()) {
            world.admin.fault(Fault.once(FaultKind.DROP_AFTER_EFFECT, "POST", CREATE));
            world.sync("orders", PLAIN + "deletion: Delete\n");
            world.operator().step();
            world.operator().step();
            world.deleteSync("orders");
            world.restartOperator();
            world.operator().step();
            var steps = world.operator().steps;
            steps.onFirst(steps.count(), "after batchStatusAll", () -> world.sync("orders", PLAIN));
            world.advance(Duration.ofMinutes(5));
            assertThat(world.syncs.names()).isEmpty();
            assertThat(world.remoteSyncs()).hasSize(1);
        }
    }

    @Test
    @DisplayName("a login page that answers 200 to a DELETE has deleted nothing")
    void loginPageForDelete() {
        try (var world = readyForAWhile(PLAIN + "deletion: Delete\n")) {
            world.admin.fault(Fault.once(FaultKind.STATUS, "DELETE", "/api/bulk/syncs/[^/]+")
                    .withTimes(3)
                    .withStatus(200)
                    .withBody("<html>Please sign in</html>"));
            world.deleteSync("orders");
            world.advance(Duration.ofMinutes(5));
            assertThat(world.syncs.names()).isEmpty();
            assertThat(world.remoteSyncs()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "one that is deleted with its sync and applied again at once is created again, not taken for a lost one")
    void deletedAndAppliedAgain() {
        try (var world = readyForAWhile(PLAIN + "deletion: Delete\n")) {
            var first = world.syncId("orders");
            world.deleteSync("orders");
            world.operator().passSync("orders");
            assertThat(world.syncs.names()).isEmpty();
            world.sync("orders", PLAIN + "deletion: Delete\n");
            world.advance(Duration.ofSeconds(30));
            assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
            assertThat(world.remoteSyncs()).hasSize(1).doesNotContain(first);
        }
    }
}
