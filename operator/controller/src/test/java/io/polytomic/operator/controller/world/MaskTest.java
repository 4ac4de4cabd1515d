package io.polytomic.operator.controller.world;

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

/** The guardian of the world checks every single call; what stands here is what each story must come to besides. */
@DisplayName("A masked column is never written open")
class MaskTest {
    /** An hour between sweeps, and at most another one when the operator was restarted meanwhile. */
    private static final Duration SWEPT = Duration.ofMinutes(125);

    private static final String DISCOVERING = World.MASKED + "automaticallyAddNewFields: all\n";
    static final String UNMASK_EMAIL = """
            {"schemas": [{"id": "public.users", "fields": [{"id": "email", "enabled": true, "obfuscated": false},
             {"id": "phone", "enabled": true, "obfuscated": true}, {"id": "id"}, {"id": "country"}, {"id": "updated_at"}]}]}
            """;

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

    private static void settled(World world) {
        world.passUntilQuiet();
        assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
        assertThat(world.guardian.openNow(world.syncId("orders"))).isEmpty();
        assertThat(world.remote("orders").path("active").asBoolean())
                .as(world.conditions())
                .isTrue();
        assertThat(world.remoteSyncs()).hasSize(1);
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
    @DisplayName("and when one is opened by somebody else, it is masked again within the hour and said by whom")
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
    @DisplayName("and one that somebody opened with a move of updated_at is masked again within one poll")
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

    private static void openedAndMoved(World world) {
        world.admin.world().patchSchemas(world.syncId("orders"), World.json(UNMASK_EMAIL));
        world.admin.world().editSync(world.syncId("orders"), World.json("{}"));
        assertThat(world.guardian.openNow(world.syncId("orders"))).isNotEmpty();
    }

    @Test
    @DisplayName("but with drift: Report it is only said: MaskLost")
    void reported() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED + "drift: Report\n");
            settled(world);
            world.admin.world().patchSchemas(world.syncId("orders"), World.json(UNMASK_EMAIL));
            long before = world.lastSequence();
            world.advance(Duration.ofMinutes(65));
            assertThat(world.reason("orders")).isEqualTo("MaskLost");
            assertThat(world.isStalled("orders")).isTrue();
            assertThat(world.writesSince(before)).isEmpty();
        }
    }

    @Test
    @DisplayName("and the same when suspended")
    void suspended() {
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

    @Test
    @DisplayName("and when the API does not take a mask, the sync is deactivated and a person asked: MaskNotAccepted")
    void notAccepted() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED);
            settled(world);
            world.admin.fault(Fault.always(FaultKind.STATUS, "PATCH", null)
                    .withStatus(200)
                    .withBody("{\"data\": []}"));
            world.sync("orders", World.MASKED.replace("*phone*", "*country*"));
            world.passUntilQuiet();
            assertThat(world.reason("orders")).isEqualTo("MaskNotAccepted");
            assertThat(world.remote("orders").path("active").asBoolean()).isFalse();
            world.advance(Duration.ofHours(2));
            assertThat(world.reason("orders")).isEqualTo("MaskNotAccepted");
            assertThat(world.remote("orders").path("active").asBoolean()).isFalse();
            world.admin.clearFaults();
            world.advance(Duration.ofMinutes(15));
            settled(world);
        }
    }

    @Test
    @DisplayName("and a write that changes nothing is not sent again: NotAccepted")
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
    @DisplayName("and what somebody changes again and again is given up after three corrections: Contested")
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

    @Test
    @DisplayName("though masks are put back however often they are taken away")
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
}
