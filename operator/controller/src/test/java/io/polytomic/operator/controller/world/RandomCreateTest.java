package io.polytomic.operator.controller.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Whatever happens during creation")
class RandomCreateTest {
    static IntStream seeds() {
        return Chance.seeds(200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("there is one remote sync in the end")
    void oneSync(int seed) {
        var chance = new Chance(seed);
        try (var world = World.with(chance.options())) {
            world.time.skew(Duration.ofMinutes(chance.upTo(21) - 10));
            world.sync("orders", World.MASKED);
            int edits = 0;
            for (int i = 0; i < 8; i++) {
                switch (chance.upTo(6)) {
                    case 0 -> world.admin.fault(chance.fault("POST", "/api/bulk/syncs"));
                    case 1 -> world.admin.fault(chance.fault(null, null));
                    case 2 -> world.killAt(world.operator().steps.count() + chance.upTo(30));
                    case 3 -> world.restartOperator();
                    case 4 ->
                        world.sync(
                                "orders",
                                World.MASKED + "concurrencyLimit: " + ++edits
                                        + (chance.oneIn(3) ? "\nname: renamed-" + edits : ""));
                    default ->
                        world.advance(chance.of(
                                List.of(Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofMinutes(6))));
                }
                for (int steps = chance.upTo(4); steps > 0; steps--) {
                    world.advance(Duration.ofSeconds(1));
                }
            }
            world.admin.clearFaults();
            world.passUntilQuiet();
            assertThat(world.remoteSyncs()).as(world.conditions()).hasSize(1);
            assertThat(world.isReady("orders") || world.isStalled("orders")).isTrue();
            if (world.isReady("orders")) {
                assertThat(world.syncId("orders")).isIn(world.remoteSyncs());
                assertThat(world.guardian.openNow(world.syncId("orders"))).isEmpty();
                assertThat(world.remote("orders").path("active").asBoolean()).isTrue();
            }
        }
    }
}
