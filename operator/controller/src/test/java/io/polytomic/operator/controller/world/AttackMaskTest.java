package io.polytomic.operator.controller.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tries to have a masked column written open, or left open, by whatever else may be wrong. */
@DisplayName("A mask is kept whatever else is wrong")
class AttackMaskTest {
    private static final String PLAIN = World.MASKED.replaceAll("(?m)^errorHandling.*\\n", "");

    private static World ready(String spec) {
        var world = World.create();
        world.sync("orders", spec);
        world.passUntilQuiet();
        assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
        world.advance(Duration.ofMinutes(3));
        return world;
    }

    private static void opened(World world) {
        world.admin.world().patchSchemas(world.syncId("orders"), World.json(MaskTest.UNMASK_EMAIL));
        world.admin.world().editSync(world.syncId("orders"), World.json("{}"));
        assertThat(world.guardian.openNow(world.syncId("orders"))).isNotEmpty();
    }

    private static void assertMasked(World world) {
        assertThat(world.guardian.openNow(world.syncId("orders")))
                .as(world.conditions())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\": \"x1\", \"name\": \"Snowflake\"}, {\"id\": \"x2\", \"name\": \"Snowflake\"}, {\"id\": \"x3\", \"name\": \"Postgres prod\"}]",
                "[{\"id\": \"x3\", \"name\": \"Something else\"}]"
            })
    @DisplayName("when the name of a connection has become ambiguous, or means nothing any more")
    void connectionName(String connections) {
        try (var world = ready(PLAIN)) {
            world.admin.fault(Fault.always(FaultKind.STATUS, "GET", "/api/connections")
                    .withStatus(200)
                    .withBody("{\"data\": " + connections + "}"));
            opened(world);
            world.advance(Duration.ofMinutes(3));
            assertThat(world.isStalled("orders")).as(world.conditions()).isTrue();
            assertMasked(world);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 500})
    @DisplayName("when the error handling cannot be read")
    void errorHandling(int status) {
        try (var world = ready(World.MASKED)) {
            world.admin.fault(
                    Fault.always(FaultKind.STATUS, "GET", ".*/error-handling").withStatus(status));
            opened(world);
            world.advance(Duration.ofMinutes(3));
            assertMasked(world);
        }
    }

    @Test
    @DisplayName("when the list of schemas is empty just before a PUT, and nothing is switched off for it")
    void emptyListBeforePut() {
        try (var world = ready(PLAIN)) {
            world.admin.fault(Fault.once(FaultKind.STATUS, "GET", "/api/bulk/syncs/[^/]+/schemas")
                    .withAfter(1)
                    .withStatus(200)
                    .withBody("{\"data\": null}"));
            int before = world.history("orders").size();
            world.sync("orders", PLAIN + "concurrencyLimit: 9\n");
            world.passUntilQuiet();
            assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
            assertThat(world.remote("orders").path("concurrency_limit").asInt()).isEqualTo(9);
            assertThat(world.history("orders").stream().skip(before))
                    .allSatisfy(now -> assertThat(now.schemas().values()).anyMatch(s -> s.enabled()));
        }
    }

    @Test
    @DisplayName("when one schema is missing from the list just before a PUT, it stays on")
    void cutListBeforePut() {
        try (var world = ready(PLAIN)) {
            world.admin.fault(Fault.once(FaultKind.STATUS, "GET", "/api/bulk/syncs/[^/]+/schemas")
                    .withAfter(1)
                    .withStatus(200)
                    .withBody("{\"data\": [{\"id\": \"public.orders\", \"enabled\": true}]}"));
            int before = world.history("orders").size();
            world.sync("orders", PLAIN + "concurrencyLimit: 9\n");
            world.passUntilQuiet();
            assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
            assertThat(world.history("orders").stream().skip(before))
                    .allSatisfy(now ->
                            assertThat(now.schemas().get(World.USERS).enabled()).isTrue());
        }
    }

    @Test
    @DisplayName("when the answer about a schema says nothing of its fields: nothing is started then")
    void fieldsNotTold() {
        try (var world = ready(PLAIN)) {
            world.admin.world().patchSchemas(world.syncId("orders"), World.json(MaskTest.UNMASK_EMAIL));
            world.admin.fault(Fault.always(FaultKind.STATUS, "GET", ".*/schemas/public.users")
                    .withStatus(200)
                    .withBody("{\"data\": {\"id\": \"public.users\", \"enabled\": true}}"));
            world.run("first", "bulkSyncRef: {name: orders}\n");
            world.advance(Duration.ofMinutes(5));
            assertThat(world.starts()).as(world.conditions()).isEmpty();
        }
    }

    @Test
    @DisplayName("when the answer says nothing of the fields just before a PATCH")
    void fieldsNotToldBeforePatch() {
        try (var world = ready(PLAIN)) {
            world.admin.fault(Fault.once(FaultKind.STATUS, "GET", ".*/schemas/public.users")
                    .withAfter(1)
                    .withStatus(200)
                    .withBody("{\"data\": {\"id\": \"public.users\", \"enabled\": true, \"fields\": null}}"));
            world.sync(
                    "orders",
                    PLAIN.replace("- id: public.users", "- id: public.users\n    disableDataCutoff: true")
                            + "requireApprovalFor: []\n");
            world.advance(Duration.ofMinutes(20));
            assertMasked(world);
        }
    }

    @Test
    @DisplayName("when a column arrives while the sync is being created, after its masks were read")
    void columnDuringCreation() {
        try (var world = World.create()) {
            world.operator().steps.onFirst(0, "before updateErrorHandling", () -> {
                world.admin.world().addSourceField(World.POSTGRES, World.USERS, "phone_2");
                world.admin.world().refreshSchemas(World.POSTGRES);
            });
            world.sync("orders", World.MASKED + "automaticallyAddNewFields: all\n");
            world.passUntilQuiet();
            assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
            assertThat(world.remote("orders").path("active").asBoolean()).isTrue();
            assertMasked(world);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 500})
    @DisplayName("when another schema cannot be read")
    void anotherSchema(int status) {
        try (var world = ready(PLAIN.replace("fields: \"*phone*\"", "fields: \"*\""))) {
            world.admin.fault(Fault.always(FaultKind.STATUS, "GET", ".*/schemas/public.orders")
                    .withStatus(status));
            opened(world);
            world.advance(Duration.ofMinutes(3));
            assertMasked(world);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"before patchSchemas", "before updateBulkSync", "before activateBulkSync"})
    @DisplayName("when an old leader wakes just before a write that an older manifest asked for")
    void oldLeader(String boundary) {
        var open = PLAIN.replace("obfuscate: true", "obfuscate: false") + "requireApprovalFor: []\n";
        try (var world = ready(open)) {
            if (boundary.contains("activate")) {
                world.admin.world().editSync(world.syncId("orders"), World.json("{\"active\": false}"));
                world.advance(Duration.ofMinutes(2));
            }
            var from = world.operator().steps.count();
            var reached = new boolean[1];
            world.operator().steps.onFirst(from, checkedBefore(boundary), () -> {
                reached[0] = true;
                world.time.advance(Duration.ofSeconds(40));
                world.sync("orders", PLAIN + "requireApprovalFor: []\nactive: true\n");
                try (var next = world.secondOperator()) {
                    for (int i = 0; i < 12; i++) {
                        next.step();
                    }
                }
                assertMasked(world);
            });
            world.sync(
                    "orders",
                    boundary.contains("patch")
                            ? open.replace("- id: public.orders", "- {id: public.orders, trackingField: updated_at}")
                            : open + "concurrencyLimit: 5\nactive: true\n");
            world.passUntilQuiet();
            assertThat(reached[0]).isTrue();
            assertMasked(world);
        }
    }

    /** The last read before that write. */
    private static String checkedBefore(String boundary) {
        return boundary.contains("update") ? "after getSchema" : "before getSchema";
    }

    @Test
    @DisplayName("when its state is wiped at any boundary of its creation")
    void wipedAnywhere() {
        var reached = new boolean[] {true};
        for (int n = 0; reached[0]; n++) {
            reached[0] = false;
            try (var world = World.create()) {
                world.sync("orders", World.MASKED);
                world.operator().steps.at(n, () -> {
                    reached[0] = true;
                    world.syncs.wipe("orders");
                });
                world.passUntilQuiet();
                if (world.reason("orders").equals("AdoptionDiff")) {
                    world.approve("orders");
                    world.passUntilQuiet();
                }
                assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
                assertThat(world.remoteSyncs()).hasSize(1);
                assertMasked(world);
            }
        }
    }

    @Test
    @DisplayName("and a login page that answers 200 to a DELETE has deleted nothing")
    void loginPageForDelete() {
        try (var world = ready(PLAIN + "deletion: Delete\n")) {
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
    @DisplayName("and a login page that answers 200 to the deactivation has deactivated nothing")
    void loginPageForDeactivation() {
        try (var world = ready(PLAIN)) {
            world.admin.fault(Fault.always(FaultKind.STATUS, "PATCH", null)
                    .withStatus(200)
                    .withBody("{\"data\": []}"));
            world.admin.fault(Fault.once(FaultKind.STATUS, "POST", ".*/activate")
                    .withStatus(200)
                    .withBody("<html>Please sign in</html>"));
            opened(world);
            world.advance(Duration.ofMinutes(4));
            assertThat(world.remote("orders").path("active").asBoolean())
                    .as(world.conditions())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"sync_id\": null},", ""})
    @DisplayName("a batch status with a schema or sync without an id blinds nobody")
    void withoutIds(String sync) {
        try (var world = ready(PLAIN)) {
            world.admin.fault(
                    Fault.once(FaultKind.STATUS, "GET", "/api/bulk/syncs/status")
                            .withTimes(3)
                            .withStatus(200)
                            .withBody(
                                    "{\"data\": [" + sync + "{\"sync_id\": \"" + world.syncId("orders")
                                            + "\", \"status\": \"completed\", \"schemas\": [{\"schema\": null, \"status\": \"completed\"}]}]}"));
            world.advance(Duration.ofMinutes(4));
            opened(world);
            world.advance(Duration.ofMinutes(2));
            assertMasked(world);
        }
    }

    @Test
    @DisplayName("names of any length and with any character stand in the way of nothing and show as one short line")
    void oddNames() {
        var long_ = "x".repeat(700);
        try (var world = World.with(SimulatorOptions.defaults())) {
            world.sync("orders", PLAIN);
            world.passUntilQuiet();
            world.admin
                    .world()
                    .editSync(world.syncId("orders"), World.json("{\"name\": \"\\u001b[31m" + long_ + "\\nnext\"}"));
            world.advance(Duration.ofMinutes(3));
            assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
            assertThat(world.conditions() + world.events).doesNotContain("\u001b", "\\u001b", "\\nnext");
        }
    }
}
