package io.polytomic.operator.controller.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import io.polytomic.operator.simulator.JournalEntry;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What stories about a sync begin with, and what a sync that went well has come to. */
final class SyncFixture {
    static final String CREATE = "/api/bulk/syncs";
    static final String PLAIN = World.MASKED.replaceAll("(?m)^errorHandling.*\\n", "");

    static final String WAREHOUSE = "c4cc1564-67af-3d74-b03c-366dbe0339bb";

    /** What {@link World#MASKED} asks for, made by somebody in the web UI. */
    static final String MADE_BY_HAND = """
            {"name": "orders", "mode": "replicate", "source_connection_id": "5b7e2d90-3c41-4f0a-8d27-6a9e1b4c0f02",
             "destination_connection_id": "8d4f6c13-2a95-4b7e-a1c6-3e0d5f9b7a03", "active": true,
             "destination_configuration": {"schema": "analytics"}, "default_schedule": {"frequency": "manual"},
             "schemas": [{"id": "public.orders"}, {"id": "public.users", "fields":
               [{"id": "email", "obfuscate": true}, {"id": "phone", "obfuscate": true}]}]}
            """;

    /** With a second warehouse to move to, and a table more. */
    static final String TWO_WAREHOUSES = """
            organizations: [{id: 0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01, name: Acme, keys: [{key: sandbox-key}]}]
            connections:
              - name: Postgres prod
                type: postgresql
                schemas:
                  - {id: public.orders, fields: [id, total]}
                  - {id: public.users, fields: [id, email, phone]}
                  - {id: public.products, fields: [id, name]}
              - {name: Snowflake, type: snowflake}
              - {id: c4cc1564-67af-3d74-b03c-366dbe0339bb, name: Warehouse, type: snowflake}
            """;

    /** The patch of a sync's schemas by which somebody opens the e-mail address. */
    static final String UNMASK_EMAIL = """
            {"schemas": [{"id": "public.users", "fields": [{"id": "email", "enabled": true, "obfuscated": false},
             {"id": "phone", "enabled": true, "obfuscated": true}, {"id": "id"}, {"id": "country"}, {"id": "updated_at"}]}]}
            """;

    private SyncFixture() {}

    static World ready(String spec) {
        return ready(World.create(), spec);
    }

    static World ready(World world, String spec) {
        world.sync("orders", spec);
        world.passUntilQuiet();
        assertReady(world);
        return world;
    }

    /** Ready, and polled a few times since. */
    static World readyForAWhile(String spec) {
        var world = ready(spec);
        world.advance(Duration.ofMinutes(3));
        return world;
    }

    static World twoWarehouses() {
        return World.with(SimulatorOptions.defaults().withSeedYaml(TWO_WAREHOUSES));
    }

    /** {@link #MADE_BY_HAND}, and its id. */
    static String madeByHand(World world) {
        return world.admin
                .world()
                .createSync(World.json(MADE_BY_HAND))
                .path("id")
                .asText();
    }

    static void assertReady(World world) {
        assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
    }

    static List<JournalEntry> creates(World world) {
        return world.admin.journal().stream()
                .filter(e -> e.method().equals("POST") && e.path().equals(CREATE))
                .toList();
    }

    /** The attempts of the create that reached the API, each once. */
    static List<String> attempts(World world) {
        return creates(world).stream()
                .map(e -> e.idempotencyKey().replaceAll(".*-create-", ""))
                .distinct()
                .toList();
    }

    /** The operator's key belongs to another user of the organization from now on. */
    static void changeKeyToAnotherUsers(World world) {
        world.admin.fault(Fault.always(FaultKind.STATUS, "GET", "/api/me")
                .withStatus(200)
                .withBody(
                        "{\"data\": {\"id\": \"7\", \"organization_id\": \"0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01\"}}"));
    }

    /** Between the operator's decision to make that call and the call, a new leader makes it and dies. */
    static void newLeaderSendsAndDies(World world, String call, Runnable after) {
        world.operator().steps.onFirst(0, "before " + call, () -> {
            world.time.advance(Duration.ofSeconds(40));
            try (var next = world.secondOperator()) {
                next.steps.onFirst(0, "after " + call, () -> {
                    throw new Killed("the new leader");
                });
                for (int i = 0; i < 16; i++) {
                    next.step();
                }
            } catch (Killed killed) {
                world.kills++;
            }
            after.run();
        });
    }

    static void assertStalled(World world, String reason) {
        assertThat(world.reason("orders")).as(world.conditions()).isEqualTo(reason);
        assertThat(world.isStalled("orders")).isTrue();
    }

    static void assertExactlyOne(World world) {
        assertThat(world.remoteSyncs()).as(world.conditions()).hasSize(1);
        assertReady(world);
        assertThat(world.syncId("orders")).isIn(world.remoteSyncs());
        assertThat(world.guardian.openNow(world.syncId("orders"))).isEmpty();
        assertThat(world.remote("orders").path("active").asBoolean()).isTrue();
    }

    static void settled(World world) {
        world.passUntilQuiet();
        assertExactlyOne(world);
    }

    /** Tells a story again and again, killed one boundary later each time, until it ends without a kill. */
    static void everywhere(Supplier<World> begin, Consumer<World> before, Consumer<World> deed, Consumer<World> end) {
        boolean killed = true;
        for (int n = 0; killed; n++) {
            try (var world = begin.get()) {
                before.accept(world);
                world.killAt(world.operator().steps.count() + n);
                deed.accept(world);
                world.passUntilQuiet();
                end.accept(world);
                killed = world.kills > 0;
            }
        }
    }

    /** Somebody opens the e-mail address, and the sync's updated_at moves. */
    static void openedAndMoved(World world) {
        world.admin.world().patchSchemas(world.syncId("orders"), World.json(UNMASK_EMAIL));
        world.admin.world().editSync(world.syncId("orders"), World.json("{}"));
        assertThat(world.guardian.openNow(world.syncId("orders"))).isNotEmpty();
    }

    static void assertMasked(World world) {
        assertThat(world.guardian.openNow(world.syncId("orders")))
                .as(world.conditions())
                .isEmpty();
    }
}
