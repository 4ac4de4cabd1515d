package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.SyncFixture.CREATE;
import static io.polytomic.operator.controller.world.SyncFixture.PLAIN;
import static io.polytomic.operator.controller.world.SyncFixture.TWO_WAREHOUSES;
import static io.polytomic.operator.controller.world.SyncFixture.WAREHOUSE;
import static io.polytomic.operator.controller.world.SyncFixture.assertReady;
import static io.polytomic.operator.controller.world.SyncFixture.assertStalled;
import static io.polytomic.operator.controller.world.SyncFixture.attempts;
import static io.polytomic.operator.controller.world.SyncFixture.creates;
import static io.polytomic.operator.controller.world.SyncFixture.everywhere;
import static io.polytomic.operator.controller.world.SyncFixture.ready;
import static io.polytomic.operator.controller.world.SyncFixture.twoWarehouses;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.api.v1alpha1.ApiGroup;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A sync goes to another connection only as a plan says, and is paused meanwhile")
class ConnectionTest {
    private static final String MOVED = PLAIN.replace("connectionName: Snowflake", "connectionName: Warehouse");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "another destination is written to while the sync is paused, and it is active again only if it was, killed anywhere")
    void paused(boolean active) {
        everywhere(
                () -> ready(twoWarehouses(), PLAIN + "requireApprovalFor: []\n"),
                world -> {
                    if (!active) {
                        world.admin.world().editSync(world.syncId("orders"), World.json("{\"active\": false}"));
                    }
                    world.advance(Duration.ofMinutes(2));
                },
                world -> world.sync("orders", MOVED + "requireApprovalFor: []\n"),
                world -> {
                    assertReady(world);
                    assertThat(world.remote("orders").path("active").asBoolean())
                            .isEqualTo(active);
                    assertThat(world.status("orders").paused()).isNull();
                    assertThat(world.remote("orders")
                                    .path("destination_connection_id")
                                    .asText())
                            .isEqualTo(world.status("orders").destinationConnectionId());
                    assertThat(world.remoteSyncs()).hasSize(1);
                });
    }

    @Test
    @DisplayName("the end of a pause needs no approval of its own, whatever requireApprovalFor says")
    void pauseEndsByItself() {
        try (var world = ready(twoWarehouses(), PLAIN + "requireApprovalFor: [Destructive, Schedule]\n")) {
            world.sync("orders", MOVED + "requireApprovalFor: [Destructive, Schedule]\n");
            world.passUntilQuiet();
            assertStalled(world, "ApprovalRequired");
            world.approve("orders");
            world.passUntilQuiet();
            assertReady(world);
            assertThat(world.remote("orders").path("active").asBoolean()).isTrue();
        }
    }

    @Test
    @DisplayName("another destination named in the manifest is reached though the API fails in between")
    void movedThroughAnOutage() {
        try (var world = ready(twoWarehouses(), PLAIN + "requireApprovalFor: []\n")) {
            world.admin.fault(
                    Fault.once(FaultKind.STATUS, "PUT", null).withStatus(503).withTimes(3));
            world.sync("orders", MOVED + "requireApprovalFor: []\n");
            world.passUntilQuiet();
            assertReady(world);
            assertThat(world.remote("orders").path("active").asBoolean()).isTrue();
        }
    }

    @Test
    @DisplayName("a destination that somebody else changed is drift, waits for a yes and is put back after it")
    void destinationDrifted() {
        try (var world = ready(twoWarehouses(), PLAIN)) {
            var mine = world.status("orders").destinationConnectionId();
            world.admin
                    .world()
                    .editSync(
                            world.syncId("orders"),
                            World.json("{\"destination_connection_id\": \"" + WAREHOUSE + "\"}"));
            world.advance(Duration.ofMinutes(30));
            assertStalled(world, "ApprovalRequired");
            world.approve("orders");
            world.passUntilQuiet();
            assertReady(world);
            assertThat(world.remote("orders").path("destination_connection_id").asText())
                    .isEqualTo(mine);
        }
    }

    @Test
    @DisplayName("an object that goes while its sync is paused says so")
    void goneWhilePaused() {
        try (var world = twoWarehouses()) {
            var plain = World.MASKED + "requireApprovalFor: []\n";
            world.sync("orders", plain);
            world.passUntilQuiet();
            world.admin.fault(Fault.always(FaultKind.STATUS, "PUT", "/api/bulk/syncs/[^/]+")
                    .withStatus(503));
            world.sync("orders", plain.replace("Snowflake", "Warehouse"));
            world.advance(Duration.ofMinutes(1));
            assertThat(world.status("orders").paused()).isNotNull();
            world.deleteSync("orders");
            world.advance(Duration.ofMinutes(1));
            assertThat(world.syncs.names()).isEmpty();
            assertThat(world.events).anyMatch(e -> e.contains("RemoteLeftBehind") && e.contains("paused"));
        }
    }

    @Test
    @DisplayName("a connection name that means another connection now moves nothing")
    void connectionMoved() {
        try (var world = ready(twoWarehouses(), PLAIN)) {
            var pinned = world.status("orders").destinationConnectionId();
            world.admin.fault(Fault.always(FaultKind.STATUS, "GET", "/api/connections")
                    .withStatus(200)
                    .withBody("""
                            {"data": [{"id": "11111111-1111-4111-8111-111111111111", "name": "Snowflake"},
                             {"id": "%s", "name": "Postgres prod"}, {"id": "%s", "name": "Warehouse"}]}
                            """.formatted(world.status("orders").sourceConnectionId(), pinned)));
            world.advance(Duration.ofMinutes(2));
            world.annotate("orders", ApiGroup.RECONCILE_REQUESTED_AT, "now");
            world.advance(Duration.ofMinutes(20));
            assertStalled(world, "ConnectionMoved");
            assertThat(world.remote("orders").path("destination_connection_id").asText())
                    .isEqualTo(pinned);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "nor when something else is edited meanwhile, also after a restart; another name is the edit of a person")
    void connectionMovedAndEdited(boolean restarted) {
        var free = "requireApprovalFor: [Exposure]\n";
        try (var world = ready(twoWarehouses(), PLAIN + free)) {
            var pinned = world.status("orders").destinationConnectionId();
            world.admin.fault(Fault.always(FaultKind.STATUS, "GET", "/api/connections")
                    .withStatus(200)
                    .withBody("""
                            {"data": [{"id": "%s", "name": "Snowflake"},
                             {"id": "%s", "name": "Postgres prod"}, {"id": "%s", "name": "Warehouse"}]}
                            """.formatted(WAREHOUSE, world.status("orders").sourceConnectionId(), pinned)));
            world.advance(Duration.ofMinutes(2));
            if (restarted) {
                world.restartOperator();
            }
            world.sync("orders", PLAIN + free + "concurrencyLimit: 7\n");
            world.advance(Duration.ofMinutes(20));
            assertStalled(world, "ConnectionMoved");
            assertGoesTo(world, pinned);
            world.sync("orders", MOVED + free + "concurrencyLimit: 7\n");
            world.advance(Duration.ofMinutes(20));
            assertReady(world);
            assertGoesTo(world, pinned);
            world.sync("orders", PLAIN + free + "concurrencyLimit: 7\n");
            world.advance(Duration.ofMinutes(20));
            assertReady(world);
            assertGoesTo(world, WAREHOUSE);
        }
    }

    private static void assertGoesTo(World world, String connection) {
        assertThat(world.remote("orders").path("destination_connection_id").asText())
                .as(world.conditions())
                .isEqualTo(connection);
    }

    @Test
    @DisplayName("a connection name that means another connection between two tries does not change what is sent")
    void connectionMovesBetweenTries() {
        try (var world = twoWarehouses()) {
            world.admin.fault(Fault.once(FaultKind.DROP_BEFORE, "POST", CREATE));
            world.sync("orders", World.MASKED);
            world.operator().step();
            world.operator().step();
            assertThat(world.status("orders").create().requestedAt()).isNotNull();
            world.admin.fault(Fault.always(FaultKind.STATUS, "GET", "/api/connections")
                    .withStatus(200)
                    .withBody("{\"data\": [{\"id\": \"c4cc1564-67af-3d74-b03c-366dbe0339bb\", \"name\": \"Snowflake\"},"
                            + " {\"id\": \"" + world.status("orders").sourceConnectionId()
                            + "\", \"name\": \"Postgres prod\"}]}"));
            world.restartOperator();
            world.advance(Duration.ofMinutes(1));
            assertThat(attempts(world)).containsExactly("1");
            assertThat(creates(world).stream().map(e -> e.body().toString()).distinct())
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("two connections of one name are a question")
    void ambiguousConnection() {
        var seed = TWO_WAREHOUSES.replace("name: Warehouse", "name: Snowflake");
        try (var world = World.with(SimulatorOptions.defaults().withSeedYaml(seed))) {
            world.sync("orders", PLAIN);
            world.passUntilQuiet();
            assertStalled(world, "AmbiguousConnection");
            assertThat(world.writes()).isEmpty();
        }
    }
}
