package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.SyncFixture.CREATE;
import static io.polytomic.operator.controller.world.SyncFixture.PLAIN;
import static io.polytomic.operator.controller.world.SyncFixture.assertExactlyOne;
import static io.polytomic.operator.controller.world.SyncFixture.assertReady;
import static io.polytomic.operator.controller.world.SyncFixture.assertStalled;
import static io.polytomic.operator.controller.world.SyncFixture.everywhere;
import static io.polytomic.operator.controller.world.SyncFixture.madeByHand;
import static io.polytomic.operator.controller.world.SyncFixture.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.api.v1alpha1.ApiGroup;
import io.polytomic.operator.simulator.ExecutionScript;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A remote sync that is gone is made again after a yes, and only then")
class RemoteGoneTest {
    @Test
    @DisplayName("one that is gone is made again after a yes, exactly once, killed anywhere")
    void recreated() {
        everywhere(
                () -> ready(PLAIN),
                world -> {
                    world.admin.world().deleteSync(world.syncId("orders"));
                    world.advance(Duration.ofMinutes(5));
                    assertStalled(world, "RemoteMissing");
                    assertThat(world.remoteSyncs()).isEmpty();
                },
                world -> world.approve("orders"),
                world -> {
                    assertThat(world.remoteSyncs()).as(world.conditions()).hasSize(1);
                    assertReady(world);
                    assertThat(world.syncId("orders")).isIn(world.remoteSyncs());
                    assertThat(world.remote("orders").path("active").asBoolean())
                            .isTrue();
                });
    }

    @Test
    @DisplayName("one that is gone while it runs runs no more: nobody asks for its progress for ever")
    void goneWhileItRuns() {
        try (var world = SyncFixture.readyForAWhile(PLAIN)) {
            world.admin
                    .world()
                    .scriptNextExecutions(
                            world.syncId("orders"), ExecutionScript.completes().withDuration(Duration.ofHours(2)));
            RunFixture.startedByHand(world);
            world.advance(Duration.ofMinutes(3));
            assertThat(world.status("orders").currentExecution()).isNotNull();

            world.admin.world().deleteSync(world.syncId("orders"));
            world.advance(Duration.ofMinutes(5));
            assertStalled(world, "RemoteMissing");
            assertThat(world.status("orders").currentExecution()).isNull();

            long from = world.lastSequence();
            world.advance(Duration.ofMinutes(10));
            assertThat(world.admin.journalSince(from))
                    .noneMatch(call -> call.query().contains("sync_id"));
        }
    }

    @Test
    @DisplayName("one that is gone and named by spec.syncId is never made again")
    void neverRecreated() {
        try (var world = World.create()) {
            var id = madeByHand(world);
            ready(world, "syncId: " + id + "\n" + PLAIN);
            world.admin.world().deleteSync(id);
            world.advance(Duration.ofHours(3));
            assertStalled(world, "RemoteMissing");
            assertThat(world.remoteSyncs()).isEmpty();
            assertThat(world.writes()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("one that somebody has made again by hand is taken over, not made twice, also right before the yes")
    void madeAgainByHand(boolean rightBefore) {
        try (var world = gone(PLAIN)) {
            var hash = world.status("orders").plan().hash();
            var made = madeByHand(world);
            if (!rightBefore) {
                world.advance(Duration.ofMinutes(15));
            }
            world.annotate("orders", ApiGroup.APPROVED_PLAN, hash);
            world.advance(Duration.ofMinutes(10));
            assertThat(world.remoteSyncs()).as(world.conditions()).containsExactly(made);
            assertReady(world);
            assertThat(world.syncId("orders")).isEqualTo(made);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("what somebody has made otherwise than the manifest says waits for a yes of its own")
    void madeAgainOtherwise(boolean rightBefore) {
        try (var world = gone(PLAIN + "concurrencyLimit: 7\n")) {
            var hash = world.status("orders").plan().hash();
            var made = madeByHand(world);
            if (!rightBefore) {
                world.advance(Duration.ofMinutes(15));
            }
            world.annotate("orders", ApiGroup.APPROVED_PLAN, hash);
            world.advance(Duration.ofMinutes(10));
            assertStalled(world, "AdoptionDiff");
            assertThat(world.status("orders").plan().hash()).isNotEqualTo(hash);
            world.approve("orders");
            world.advance(Duration.ofMinutes(10));
            assertReady(world);
            assertThat(world.remoteSyncs()).containsExactly(made);
            assertThat(world.remote("orders").path("concurrency_limit").asInt()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("what another object has made meanwhile stays that object's, also right before the yes")
    void madeAgainByAnotherObject(boolean rightBefore) {
        try (var world = gone("name: same\n" + PLAIN)) {
            var hash = world.status("orders").plan().hash();
            world.sync("b", "name: same\n" + PLAIN);
            world.operator().passSync("b");
            if (!rightBefore) {
                world.advance(Duration.ofMinutes(15));
            }
            assertThat(world.isReady("b")).as(world.conditions()).isTrue();
            world.annotate("orders", ApiGroup.APPROVED_PLAN, hash);
            world.advance(Duration.ofMinutes(10));
            assertThat(world.remoteSyncs()).as(world.conditions()).hasSize(1);
            assertStalled(world, "AlreadyManaged");
        }
    }

    @Test
    @DisplayName("one that was made again and deleted again is what was approved")
    void madeAgainAndDeleted() {
        try (var world = gone(PLAIN)) {
            var made = madeByHand(world);
            world.advance(Duration.ofMinutes(2));
            world.admin.world().deleteSync(made);
            world.approve("orders");
            world.advance(Duration.ofMinutes(10));
            assertExactlyOne(world);
        }
    }

    private static World gone(String spec) {
        var world = ready(spec);
        world.admin.world().deleteSync(world.syncId("orders"));
        world.advance(Duration.ofMinutes(5));
        assertStalled(world, "RemoteMissing");
        return world;
    }

    @Test
    @DisplayName("an ingress page of 404 says nothing about it")
    void ingressPage() {
        try (var world = ready(PLAIN)) {
            world.admin.fault(Fault.always(FaultKind.STATUS, "GET", "/api/bulk/syncs/[0-9a-f-]+")
                    .withStatus(404)
                    .withBody("<html>not here</html>"));
            world.annotate("orders", ApiGroup.RECONCILE_REQUESTED_AT, "now");
            world.advance(Duration.ofMinutes(5));
            assertThat(world.reason("orders")).isNotEqualTo("RemoteMissing");
            world.admin.clearFaults();
            world.advance(Duration.ofMinutes(5));
            assertReady(world);
        }
    }

    @Test
    @DisplayName("one that vanished while it was being created is made again after a yes")
    void vanishedWhileCreating() {
        try (var world = World.create()) {
            world.admin.fault(
                    Fault.always(FaultKind.STATUS, "PUT", ".*/error-handling").withStatus(403));
            world.sync("orders", World.MASKED);
            world.passUntilQuiet();
            assertThat(world.reason("orders")).as(world.conditions()).isEqualTo("AccessDenied");
            world.admin.clearFaults();
            world.admin.world().deleteSync(world.syncId("orders"));
            world.advance(Duration.ofMinutes(30));
            assertThat(world.reason("orders")).as(world.conditions()).isEqualTo("RemoteMissing");
            assertThat(world.message("orders")).contains("approved-plan=v1-");
            world.approve("orders");
            world.passUntilQuiet();
            assertExactlyOne(world);
        }
    }

    @Test
    @DisplayName("an API that forgets for a moment what it has makes nobody create it again")
    void emptyForAMoment() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED);
            world.sync("others", World.MASKED);
            world.passUntilQuiet();
            world.syncs.restoreWithoutStatus("orders");
            world.restartOperator();
            for (var path : List.of(CREATE, CREATE + "/status")) {
                world.admin.fault(Fault.always(FaultKind.STATUS, "GET", path)
                        .withStatus(200)
                        .withBody("{\"data\": []}"));
            }
            world.advance(Duration.ofMinutes(3));
            world.admin.clearFaults();
            world.passUntilQuiet();
            assertThat(world.remoteSyncs()).as(world.conditions()).hasSize(2);
            assertReady(world);
        }
    }
}
