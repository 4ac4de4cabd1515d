package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.SyncFixture.PLAIN;
import static io.polytomic.operator.controller.world.SyncFixture.UNMASK_EMAIL;
import static io.polytomic.operator.controller.world.SyncFixture.assertMasked;
import static io.polytomic.operator.controller.world.SyncFixture.assertReady;
import static io.polytomic.operator.controller.world.SyncFixture.readyForAWhile;
import static io.polytomic.operator.controller.world.SyncFixture.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guardian of the world checks every single call; what stands here is what each story must come to besides. */
@DisplayName("A masked column is never written open")
class MaskTest {
    /** An hour between sweeps, and at most another one when the operator was restarted meanwhile. */
    private static final Duration SWEPT = Duration.ofMinutes(125);

    private static final String DISCOVERING = World.MASKED + "automaticallyAddNewFields: all\n";

    @ParameterizedTest
    @CsvSource({
        "put_schemas, selection",
        "put_schemas, omitted_selects_all",
        "put_schemas, ignored",
        "put_schema_omitted, reset",
        "put_unlisted_fields, disable",
        "put_unlisted_fields, enable",
        "patch_omitted_masks, keep",
        "patch_omitted_members, reset",
        "patch_unlisted_fields, disable",
        "patch_unlisted_fields, enable",
        "schema_edit_moves_updated_at, true",
        "null_members, absent",
        "null_lists, true"
    })
    @DisplayName("through a whole life, however the API treats what it is not told")
    void wholeLife(String name, String value) {
        try (var world = World.with(SimulatorOptions.defaults().withSwitch(name, value))) {
            life(world, w -> {});
        }
    }

    @Test
    @DisplayName("through a whole life, with the operator killed once in every phase, each time a little later")
    void wholeLifeKilled() {
        int stride = Chance.SOAK ? 1 : 6;
        for (int n = 0; n < 66; n += stride) {
            int at = n;
            try (var world = World.create()) {
                life(world, w -> {
                    w.restartOperator();
                    w.killAt(at);
                });
                assertThat(world.kills).isPositive();
            }
        }
    }

    /** Creation, PUT of another member, PATCH of a schema, a new schema, a new field, drift, a move of the destination. */
    private static void life(World world, Consumer<World> beforeEach) {
        beforeEach.accept(world);
        world.sync("orders", DISCOVERING);
        settled(world);
        beforeEach.accept(world);
        world.sync("orders", DISCOVERING + "concurrencyLimit: 7\n");
        settled(world);
        beforeEach.accept(world);
        var wider = DISCOVERING.replace("- id: public.orders", "- {id: public.orders, trackingField: updated_at}")
                + "requireApprovalFor: []\n";
        world.sync("orders", wider);
        settled(world);
        beforeEach.accept(world);
        var widest = wider.replaceFirst(
                "schemas:", "schemas:\n  - {id: public.payments, fields: [{id: card_last4, obfuscate: true}]}");
        world.sync("orders", widest);
        settled(world);
        beforeEach.accept(world);
        world.admin.world().addSourceField(World.POSTGRES, World.USERS, "mobile_phone");
        world.admin.world().refreshSchemas(World.POSTGRES);
        world.advance(SWEPT);
        settled(world);
        beforeEach.accept(world);
        world.admin.world().patchSchemas(world.syncId("orders"), World.json(UNMASK_EMAIL));
        world.advance(SWEPT);
        settled(world);
        beforeEach.accept(world);
        world.sync("orders", widest.replace("schema: analytics", "schema: other"));
        settled(world);
        beforeEach.accept(world);
        world.sync(
                "orders",
                widest.replace(
                        "{connectionName: Postgres prod}", "{connectionName: Postgres prod, configuration: {x: 1}}"));
        settled(world);
    }

    @Test
    @DisplayName("when all schemas are selected and everything that matches is masked")
    void allSchemas() {
        try (var world = World.create()) {
            world.sync("orders", """
                    mode: replicate
                    source: {connectionName: Postgres prod}
                    destination: {connectionName: Snowflake}
                    defaultSchedule: {frequency: hourly, minute: 0}
                    allSchemas: true
                    maskRules: [{schemas: "*", fields: "*"}]
                    automaticallyAddNewFields: all
                    automaticallyAddNewObjects: all
                    """);
            settled(world);
            world.admin.world().addSourceSchema(World.POSTGRES, "public.secrets", "id", "pin");
            world.admin.world().refreshSchemas(World.POSTGRES);
            world.advance(Duration.ofMinutes(70));
            settled(world);
        }
    }

    @Test
    @DisplayName(
            "when nothing is selected at all and another member is changed, on a server that reads that as everything")
    void nothingSelected() {
        try (var world = World.with(SimulatorOptions.defaults().withSwitch("put_schemas", "omitted_selects_all"))) {
            var none = World.MASKED
                    .replace("- id: public.orders", "- {id: public.orders, enabled: false}")
                    .replace("- id: public.users", "- id: public.users\n    enabled: false");
            world.sync("orders", none);
            settled(world);
            world.sync("orders", none + "concurrencyLimit: 7\n");
            settled(world);
            assertThat(world.admin.world().schemas(world.syncId("orders")))
                    .noneMatch(s -> s.path("enabled").asBoolean());
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
            assertReady(world);
            assertThat(world.remote("orders").path("active").asBoolean()).isTrue();
            assertMasked(world);
        }
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
                assertReady(world);
                assertThat(world.remoteSyncs()).hasSize(1);
                assertMasked(world);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"before patchSchemas", "before updateBulkSync", "before activateBulkSync"})
    @DisplayName("when an old leader wakes just before a write that an older manifest asked for")
    void oldLeader(String boundary) {
        var open = PLAIN.replace("obfuscate: true", "obfuscate: false") + "requireApprovalFor: []\n";
        try (var world = readyForAWhile(open)) {
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
    @DisplayName("when the answer says nothing of the fields just before a PATCH")
    void fieldsNotToldBeforePatch() {
        try (var world = readyForAWhile(PLAIN)) {
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
}
