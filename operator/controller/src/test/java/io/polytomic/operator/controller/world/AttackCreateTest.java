package io.polytomic.operator.controller.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tries to have a remote sync made twice, taken by the wrong object, or never. */
@DisplayName("Nobody gets a second remote sync, or none")
class AttackCreateTest {
    private static final String CREATE = "/api/bulk/syncs";
    private static final String NAMED = """
            {"name": "orders", "mode": "replicate", "source_connection_id": "5b7e2d90-3c41-4f0a-8d27-6a9e1b4c0f02",
             "destination_connection_id": "8d4f6c13-2a95-4b7e-a1c6-3e0d5f9b7a03", "active": false,
             "destination_configuration": {"schema": "analytics"}, "default_schedule": {"frequency": "manual"},
             "schemas": [{"id": "public.orders"}]}
            """;

    private static List<String> keys(World world) {
        return world.admin.journal().stream()
                .filter(e -> e.method().equals("POST") && e.path().equals(CREATE))
                .map(e -> e.idempotencyKey().replaceAll(".*-create-", ""))
                .distinct()
                .toList();
    }

    private static void assertOne(World world) {
        assertThat(world.remoteSyncs()).as(world.conditions()).hasSize(1);
        assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
        assertThat(world.syncId("orders")).isIn(world.remoteSyncs());
        assertThat(world.remote("orders").path("active").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("what a gateway answers says nothing of the key: it is never given up for that")
    void gateway() {
        try (var world = World.create()) {
            world.admin.fault(Fault.always(FaultKind.STATUS, "POST", CREATE).withStatus(503));
            world.sync("orders", World.MASKED);
            world.advance(Duration.ofMinutes(40));
            world.admin.clearFaults();
            world.passUntilQuiet();
            assertOne(world);
            assertThat(keys(world)).containsExactly("1");
        }
    }

    @Test
    @DisplayName("a look before the last sending proves nothing about it")
    void lookedBeforeSending() {
        try (var world = World.create()) {
            world.admin.fault(Fault.always(FaultKind.DROP_BEFORE, "POST", CREATE));
            world.sync("orders", World.MASKED);
            long sent = 0;
            while (sent < 20) {
                world.advance(Duration.ofSeconds(1));
                sent = world.admin.journal().stream()
                        .filter(e -> e.method().equals("POST") && e.path().equals(CREATE))
                        .count();
            }
            world.sync("orders", World.MASKED + "concurrencyLimit: 9\n");
            world.advance(Duration.ofMinutes(4));
            assertThat(keys(world)).containsExactly("1");
            world.admin.clearFaults();
            world.passUntilQuiet();
            assertOne(world);
        }
    }

    @Test
    @DisplayName("an old leader that is turned away after the new one has sent does not close its wish")
    void oldLeaderTurnedAway() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED);
            world.operator().steps.onFirst(0, "before createBulkSync", () -> {
                world.time.advance(Duration.ofSeconds(40));
                try (var next = world.secondOperator()) {
                    next.steps.onFirst(0, "after createBulkSync", () -> {
                        throw new Killed("the new leader");
                    });
                    for (int i = 0; i < 12; i++) {
                        next.step();
                    }
                } catch (Killed killed) {
                    world.kills++;
                }
                world.admin.fault(Fault.once(FaultKind.STATUS, "POST", CREATE)
                        .withStatus(403)
                        .withBody("<html>"));
            });
            world.passUntilQuiet();
            assertThat(world.kills).isEqualTo(1);
            assertOne(world);
        }
    }

    @Test
    @DisplayName("the question which of several is the result is answered by spec.syncId")
    void namedAfterAmbiguity() throws Exception {
        try (var world = World.create()) {
            world.admin.fault(Fault.once(FaultKind.DROP_AFTER_EFFECT, "POST", CREATE));
            world.sync("orders", World.MASKED);
            world.operator().step();
            world.operator().step();
            var mine = world.remoteSyncs().iterator().next();
            post(world, NAMED);
            world.passUntilQuiet();
            assertThat(world.reason("orders")).as(world.conditions()).isEqualTo("AmbiguousMatch");
            world.sync("orders", "syncId: " + mine + "\n" + World.MASKED + "active: true\n");
            world.passUntilQuiet();
            assertThat(world.reason("orders")).as(world.conditions()).isEqualTo("AdoptionDiff");
            world.approve("orders");
            world.passUntilQuiet();
            assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
            assertThat(world.syncId("orders")).isEqualTo(mine);
            assertThat(world.remoteSyncs()).hasSize(2);
        }
    }

    /** By the operator's own key, as another tool with the same key does it. */
    private static void post(World world, String body) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(world.simulator.url() + CREATE))
                .header("Authorization", "Bearer " + World.KEY)
                .header("X-Polytomic-Version", "2025-09-18")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("spec.syncId that names another sync than the object has is a question, not silence")
    void namesAnother() throws Exception {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED);
            world.passUntilQuiet();
            assertOne(world);
            post(world, NAMED.replace("\"orders\"", "\"another\""));
            var other = world.remoteSyncs().stream()
                    .filter(id -> !id.equals(world.syncId("orders")))
                    .findFirst()
                    .orElseThrow();
            long before = world.lastSequence();
            world.sync("orders", "syncId: " + other + "\n" + World.MASKED + "concurrencyLimit: 3\n");
            world.passUntilQuiet();
            assertThat(world.isStalled("orders")).as(world.conditions()).isTrue();
            assertThat(world.message("orders")).contains(other);
            assertThat(world.writesSince(before)).isEmpty();
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
            assertOne(world);
        }
    }

    @Test
    @DisplayName("an object whose finalizer was stripped leaves nothing that holds its successor")
    void finalizerStripped() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED);
            world.passUntilQuiet();
            assertOne(world);
            world.syncs.remove("orders");
            world.sync("orders", World.MASKED);
            world.advance(Duration.ofMinutes(15));
            assertOne(world);
        }
    }

    @Test
    @DisplayName("and one whose finalizer was stripped with a wish open, neither")
    void finalizerStrippedWhileCreating() {
        try (var world = World.create()) {
            world.admin.fault(Fault.always(FaultKind.DROP_BEFORE, "POST", CREATE));
            world.sync("orders", World.MASKED);
            world.advance(Duration.ofMinutes(1));
            world.syncs.remove("orders");
            world.admin.clearFaults();
            world.sync("orders", World.MASKED);
            world.advance(Duration.ofMinutes(15));
            assertOne(world);
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
            assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
        }
    }

    @Test
    @DisplayName("one that an earlier key of the operator may have made is a question, not made again")
    void keyOfAnotherUser() {
        try (var world = World.create()) {
            world.admin.fault(Fault.once(FaultKind.DROP_AFTER_EFFECT, "POST", CREATE));
            world.sync("orders", World.MASKED);
            world.operator().step();
            world.operator().step();
            world.admin.fault(
                    Fault.always(FaultKind.STATUS, "GET", "/api/me")
                            .withStatus(200)
                            .withBody(
                                    "{\"data\": {\"id\": \"7\", \"organization_id\": \"0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01\"}}"));
            world.restartOperator();
            world.advance(Duration.ofMinutes(30));
            assertThat(world.reason("orders")).as(world.conditions()).isEqualTo("AmbiguousMatch");
            assertThat(world.admin.journal().stream()
                            .filter(e -> e.method().equals("POST") && e.path().equals(CREATE)))
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("a list whose pages turn in a circle is no list")
    void endlessList() {
        try (var world = World.create()) {
            world.admin.fault(Fault.once(FaultKind.STATUS, "GET", CREATE)
                    .withTimes(50)
                    .withStatus(200)
                    .withBody("{\"data\": [], \"pagination\": {\"next_page_token\": \"again\"}}"));
            world.sync("orders", World.MASKED);
            world.operator().step();
            assertThat(world.admin.journal()).hasSizeLessThan(10);
            world.admin.clearFaults();
            world.passUntilQuiet();
            assertOne(world);
        }
    }

    @Test
    @DisplayName("an object that goes while its sync is paused says so")
    void goneWhilePaused() {
        try (var world = World.with(SimulatorOptions.defaults().withSeedYaml(CreateTest.TWO_WAREHOUSES))) {
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
    @DisplayName("a connection name that means another connection between two tries does not change what is sent")
    void connectionMovesBetweenTries() {
        try (var world = World.with(SimulatorOptions.defaults().withSeedYaml(CreateTest.TWO_WAREHOUSES))) {
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
            assertThat(keys(world)).containsExactly("1");
            assertThat(world.admin.journal().stream()
                            .filter(e -> e.method().equals("POST") && e.path().equals(CREATE))
                            .map(e -> e.body().toString())
                            .distinct())
                    .hasSize(1);
        }
    }
}
