package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.SyncFixture.PLAIN;
import static io.polytomic.operator.controller.world.SyncFixture.assertReady;
import static io.polytomic.operator.controller.world.SyncFixture.readyForAWhile;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A schema that is selected stays selected")
class SelectionTest {
    @Test
    @DisplayName("when the list of schemas is empty just before a PUT")
    void emptyListBeforePut() {
        try (var world = readyForAWhile(PLAIN)) {
            world.admin.fault(Fault.once(FaultKind.STATUS, "GET", "/api/bulk/syncs/[^/]+/schemas")
                    .withAfter(1)
                    .withStatus(200)
                    .withBody("{\"data\": null}"));
            int before = world.history("orders").size();
            world.sync("orders", PLAIN + "concurrencyLimit: 9\n");
            world.passUntilQuiet();
            assertReady(world);
            assertThat(world.remote("orders").path("concurrency_limit").asInt()).isEqualTo(9);
            assertThat(world.history("orders").stream().skip(before))
                    .allSatisfy(now -> assertThat(now.schemas().values()).anyMatch(s -> s.enabled()));
        }
    }

    @Test
    @DisplayName("when it is missing from the list just before a PUT")
    void cutListBeforePut() {
        try (var world = readyForAWhile(PLAIN)) {
            world.admin.fault(Fault.once(FaultKind.STATUS, "GET", "/api/bulk/syncs/[^/]+/schemas")
                    .withAfter(1)
                    .withStatus(200)
                    .withBody("{\"data\": [{\"id\": \"public.orders\", \"enabled\": true}]}"));
            int before = world.history("orders").size();
            world.sync("orders", PLAIN + "concurrencyLimit: 9\n");
            world.passUntilQuiet();
            assertReady(world);
            assertThat(world.history("orders").stream().skip(before))
                    .allSatisfy(now ->
                            assertThat(now.schemas().get(World.USERS).enabled()).isTrue());
        }
    }
}
