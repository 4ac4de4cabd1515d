package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.SyncFixture.CREATE;
import static io.polytomic.operator.controller.world.SyncFixture.TWO_WAREHOUSES;
import static io.polytomic.operator.controller.world.SyncFixture.assertExactlyOne;
import static io.polytomic.operator.controller.world.SyncFixture.twoWarehouses;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A remote sync is created once its manifest can be")
class CreateManifestTest {
    @ParameterizedTest
    @CsvSource({
        "DROP_BEFORE, 'maskRules', '# maskRules'",
        "DROP_AFTER_EFFECT, 'maskRules', '# maskRules'",
        "DROP_BEFORE, 'mode: replicate', 'mode: replicate\nname: renamed'",
        "DROP_AFTER_EFFECT, 'mode: replicate', 'mode: replicate\nname: renamed'",
        "DROP_AFTER_EFFECT, '- id: public.orders', '- id: public.products'",
        "DROP_BEFORE, 'connectionName: Snowflake', 'connectionName: Warehouse'",
        "DROP_AFTER_EFFECT, 'connectionName: Snowflake', 'connectionName: Warehouse'"
    })
    @DisplayName("also when it is edited between two tries")
    void editedBetweenTries(FaultKind kind, String what, String instead) {
        try (var world = twoWarehouses()) {
            world.admin.fault(Fault.once(kind, "POST", CREATE));
            world.sync("orders", World.MASKED);
            world.operator().step();
            world.operator().step();
            world.sync("orders", World.MASKED.replace(what, instead));
            world.passUntilQuiet();
            assertThat(world.remoteSyncs()).as(world.conditions()).hasSize(1);
            assertThat(world.isReady("orders") || world.isStalled("orders")).isTrue();
            assertThat(world.syncId("orders")).isIn(world.remoteSyncs());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"422", "400"})
    @DisplayName("once the schema cache of the source is ready")
    void cacheNotReady(String status) {
        var seed = TWO_WAREHOUSES.replace("type: postgresql", "type: postgresql\n    cache_delay: PT90S");
        try (var world =
                World.with(SimulatorOptions.defaults().withSeedYaml(seed).withSwitch("cache_not_ready", status))) {
            world.sync("orders", World.MASKED);
            world.operator().step();
            world.operator().step();
            assertThat(world.reason("orders")).isEqualTo("WaitingForSchemas");
            world.passUntilQuiet();
            assertExactlyOne(world);
        }
    }

    @Test
    @DisplayName("after a refused manifest was fixed")
    void refusedThenFixed() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED.replace("public.orders", "public.oders"));
            world.passUntilQuiet();
            assertThat(world.isStalled("orders")).as(world.conditions()).isTrue();
            world.sync("orders", World.MASKED);
            world.passUntilQuiet();
            assertExactlyOne(world);
        }
    }

    @Test
    @DisplayName("not while it names a schema that the source does not have: one refresh, then the nearest names")
    void unknownSchema() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED.replace("public.users", "public.userz"));
            world.advance(Duration.ofMinutes(1));
            assertThat(world.reason("orders")).as(world.conditions()).isEqualTo("UnknownSchema");
            assertThat(world.conditions()).contains("public.userz", "public.users");
            assertThat(world.writes()).containsExactly("POST /api/connections/{id}/schemas/refresh");
            int written = world.syncs.writes();

            world.restartOperator();
            world.advance(Duration.ofMinutes(1));
            assertThat(world.syncs.writes()).as("status writes at a restart").isEqualTo(written);

            world.sync("orders", World.MASKED);
            world.passUntilQuiet();
            assertExactlyOne(world);
        }
    }

    @Test
    @DisplayName("and an object that waits for a person is not written again, however often it is looked at")
    void waitingIsRest() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED + "requireApprovalFor: [Create]\n");
            world.advance(Duration.ofMinutes(1));
            assertThat(world.reason("orders")).isEqualTo("ApprovalRequired");
            int written = world.syncs.writes();
            world.advance(Duration.ofHours(1));
            world.restartOperator();
            world.advance(Duration.ofHours(1));
            assertThat(world.syncs.writes()).isEqualTo(written);
        }
    }
}
