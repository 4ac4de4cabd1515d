package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.SyncFixture.CREATE;
import static io.polytomic.operator.controller.world.SyncFixture.PLAIN;
import static io.polytomic.operator.controller.world.SyncFixture.assertExactlyOne;
import static io.polytomic.operator.controller.world.SyncFixture.newLeaderSendsAndDies;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.client.wire.Identity;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Two objects, two leaders, or an object and its successor, have one remote sync between them")
class CreateRivalsTest {
    @ParameterizedTest
    @CsvSource({"a, b, false", "b, a, false", "a, b, true", "b, a, true"})
    @DisplayName(
            "two objects with one name, source and destination, whoever is looked at first, also unseen by each other")
    void twoObjects(String first, String second, boolean unseen) {
        try (var world = World.create()) {
            world.operator().step();
            two(world, unseen);
            world.operator().passSync(first);
            world.operator().passSync(second);
            world.syncs.catchUp();
            world.advance(Duration.ofMinutes(30));
            assertOneOfTwo(world);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a, b, DROP_AFTER_EFFECT",
        "b, a, DROP_AFTER_EFFECT",
        "a, b, DROP_BEFORE",
        "b, a, DROP_BEFORE",
        "b, a, STATUS_AFTER_EFFECT"
    })
    @DisplayName(
            "two objects with one triple, unseen by each other, when the first answer is lost and the operator restarts")
    void twoObjectsOneLostAnswer(String first, String second, FaultKind kind) {
        try (var world = World.create()) {
            world.operator().step();
            world.admin.fault(Fault.once(kind, "POST", CREATE));
            two(world, true);
            world.operator().passSync(first);
            world.operator().passSync(second);
            world.syncs.catchUp();
            world.restartOperator();
            world.advance(Duration.ofMinutes(30));
            assertOneOfTwo(world);
        }
    }

    private static void two(World world, boolean unseen) {
        if (unseen) {
            world.syncs.lag();
        }
        world.sync("a", "name: same\n" + World.MASKED);
        world.sync("b", "name: same\n" + World.MASKED);
    }

    private static void assertOneOfTwo(World world) {
        assertThat(world.remoteSyncs()).as(world.conditions()).hasSize(1);
        assertThat(world.isReady("a") ^ world.isReady("b"))
                .as(world.conditions())
                .isTrue();
        assertThat(world.isStalled("a") ^ world.isStalled("b"))
                .as(world.conditions())
                .isTrue();
    }

    @Test
    @DisplayName("an old leader that wakes at any boundary after the new one has done the work")
    void staleLeader() {
        boolean met = true;
        for (int n = 0; met; n++) {
            try (var world = World.create()) {
                world.sync("orders", World.MASKED);
                var old = world.operator();
                var reached = new boolean[1];
                old.steps.at(n, () -> {
                    reached[0] = true;
                    try (var next = world.secondOperator()) {
                        for (int i = 0; i < 12; i++) {
                            next.step();
                        }
                    }
                });
                world.passUntilQuiet();
                assertExactlyOne(world);
                met = reached[0];
            }
        }
    }

    @Test
    @DisplayName("an old leader that dies with its request in flight and wakes after the new one went on")
    void staleObject() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED);
            var stale = world.syncs.get("orders");
            world.passUntilQuiet();
            world.operator().passSync(stale);
            world.passUntilQuiet();
            assertExactlyOne(world);
            assertThat(world.writes().stream().filter(w -> w.equals("POST /api/bulk/syncs")))
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("an old leader that is turned away after the new one has sent does not close its wish")
    void oldLeaderTurnedAway() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED);
            newLeaderSendsAndDies(
                    world,
                    "createBulkSync",
                    () -> world.admin.fault(Fault.once(FaultKind.STATUS, "POST", CREATE)
                            .withStatus(403)
                            .withBody("<html>")));
            world.passUntilQuiet();
            assertThat(world.kills).isEqualTo(1);
            assertExactlyOne(world);
        }
    }

    @Test
    @DisplayName("an object whose finalizer was stripped leaves nothing that holds its successor")
    void finalizerStripped() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED);
            world.passUntilQuiet();
            assertExactlyOne(world);
            world.syncs.remove("orders");
            world.sync("orders", World.MASKED);
            world.advance(Duration.ofMinutes(15));
            assertExactlyOne(world);
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
            assertExactlyOne(world);
        }
    }

    @Test
    @DisplayName("two objects of one name that reach one organization by two PolytomicOrganizations")
    void throughTwoOrganizations() {
        try (var world = World.create()) {
            world.operator().step();
            world.operator()
                    .secondOrganization(
                            "other",
                            new Identity("0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01", "Acme", "7", true, world.now()))
                    .tick();
            var ref = "organizationRef: {name: other}\n";
            world.time.advance(Duration.ofMinutes(2));
            world.admin.fault(Fault.once(FaultKind.STATUS, "GET", "/api/connections")
                    .withStatus(503)
                    .withTimes(6));
            world.sync("b", ref + "name: same\n" + PLAIN);
            world.operator().passSync("b"); // is met, and the API has a hiccup
            world.admin.clearFaults();
            world.time.advance(Duration.ofSeconds(1));
            world.sync("c", ref + "name: another\n" + PLAIN);
            world.operator().passSync("c"); // reads a complete listing
            world.time.advance(Duration.ofSeconds(1));
            world.sync("a", "name: same\n" + PLAIN);
            world.operator().passSync("a");
            assertThat(world.syncId("a")).as(world.conditions()).isNotNull();
            world.time.advance(Duration.ofSeconds(1));
            world.operator().passSync("b");
            world.advance(Duration.ofMinutes(10));
            assertThat(world.remoteSyncs()).as(world.conditions()).hasSize(2);
            assertThat(world.reason("b")).isEqualTo("AlreadyManaged");
        }
    }
}
