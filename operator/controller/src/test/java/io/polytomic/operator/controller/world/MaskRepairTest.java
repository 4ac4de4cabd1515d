package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.SyncFixture.PLAIN;
import static io.polytomic.operator.controller.world.SyncFixture.UNMASK_EMAIL;
import static io.polytomic.operator.controller.world.SyncFixture.assertMasked;
import static io.polytomic.operator.controller.world.SyncFixture.openedAndMoved;
import static io.polytomic.operator.controller.world.SyncFixture.readyForAWhile;
import static io.polytomic.operator.controller.world.SyncFixture.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A masked column that somebody opened is masked again, whatever else is wrong")
class MaskRepairTest {
    @Test
    @DisplayName("within the hour, and it is told")
    void lostAndMended() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED);
            settled(world);
            world.admin.world().patchSchemas(world.syncId("orders"), World.json(UNMASK_EMAIL));
            assertThat(world.guardian.openNow(world.syncId("orders"))).isNotEmpty();
            world.advance(Duration.ofMinutes(65));
            settled(world);
            assertThat(world.events).anyMatch(e -> e.contains("MaskLost")).anyMatch(e -> e.contains("DriftCorrected"));
        }
    }

    @Test
    @DisplayName("within one poll when the sync's updated_at moved with it")
    void lostAndMendedSoon() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED);
            settled(world);
            world.advance(Duration.ofMinutes(10));
            openedAndMoved(world);
            world.advance(Duration.ofSeconds(62));
            settled(world);
        }
    }

    @Test
    @DisplayName("however often it happens: masks are never given up")
    void masksAreNeverGivenUp() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED);
            settled(world);
            for (int i = 0; i < 8; i++) {
                openedAndMoved(world);
                world.advance(Duration.ofMinutes(2));
                settled(world);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\": \"x1\", \"name\": \"Snowflake\"}, {\"id\": \"x2\", \"name\": \"Snowflake\"}, {\"id\": \"x3\", \"name\": \"Postgres prod\"}]",
                "[{\"id\": \"x3\", \"name\": \"Something else\"}]"
            })
    @DisplayName("when the name of a connection has become ambiguous, or means nothing any more")
    void connectionName(String connections) {
        try (var world = readyForAWhile(PLAIN)) {
            world.admin.fault(Fault.always(FaultKind.STATUS, "GET", "/api/connections")
                    .withStatus(200)
                    .withBody("{\"data\": " + connections + "}"));
            openedAndMoved(world);
            world.advance(Duration.ofMinutes(3));
            assertThat(world.isStalled("orders")).as(world.conditions()).isTrue();
            assertMasked(world);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 500})
    @DisplayName("when the error handling cannot be read")
    void errorHandling(int status) {
        try (var world = readyForAWhile(World.MASKED)) {
            world.admin.fault(
                    Fault.always(FaultKind.STATUS, "GET", ".*/error-handling").withStatus(status));
            openedAndMoved(world);
            world.advance(Duration.ofMinutes(3));
            assertMasked(world);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 500})
    @DisplayName("when another schema cannot be read")
    void anotherSchema(int status) {
        try (var world = readyForAWhile(PLAIN.replace("fields: \"*phone*\"", "fields: \"*\""))) {
            world.admin.fault(Fault.always(FaultKind.STATUS, "GET", ".*/schemas/public.orders")
                    .withStatus(status));
            openedAndMoved(world);
            world.advance(Duration.ofMinutes(3));
            assertMasked(world);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"sync_id\": null},", ""})
    @DisplayName("when the batch status holds a schema or sync without an id")
    void withoutIds(String sync) {
        try (var world = readyForAWhile(PLAIN)) {
            world.admin.fault(
                    Fault.once(FaultKind.STATUS, "GET", "/api/bulk/syncs/status")
                            .withTimes(3)
                            .withStatus(200)
                            .withBody(
                                    "{\"data\": [" + sync + "{\"sync_id\": \"" + world.syncId("orders")
                                            + "\", \"status\": \"completed\", \"schemas\": [{\"schema\": null, \"status\": \"completed\"}]}]}"));
            world.advance(Duration.ofMinutes(4));
            openedAndMoved(world);
            world.advance(Duration.ofMinutes(2));
            assertMasked(world);
        }
    }

    @Test
    @DisplayName("a lost mask that a run met is put back at once, however many sweeps are under way")
    void metByRunDuringSweeps() {
        try (var world = readyForAWhile(PLAIN)) {
            world.admin.world().patchSchemas(world.syncId("orders"), World.json(UNMASK_EMAIL));
            var other = new BulkSync();
            other.getMetadata().setName("other");
            other.getMetadata().setNamespace(Shelf.NAMESPACE);
            world.operator().lanes.through(Priority.SWEEP, other, () -> {
                world.run("first", "bulkSyncRef: {name: orders}\n");
                return world.advance(Duration.ofMinutes(3));
            });
            assertMasked(world);
        }
    }
}
