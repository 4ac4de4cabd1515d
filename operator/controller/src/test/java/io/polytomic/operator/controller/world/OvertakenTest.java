package io.polytomic.operator.controller.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("When somebody else changes a sync right after it was written")
class OvertakenTest {
    private static final String SYNC = World.MASKED + "concurrencyLimit: 5\n";
    private static final String EDITED = World.MASKED + "concurrencyLimit: 7\n";

    private static void meddleOnce(World world) {
        var steps = world.operator().steps;
        steps.onFirst(
                steps.count(),
                "after updateBulkSync",
                () -> world.admin.world().editSync(world.syncId("orders"), World.json("{\"concurrency_limit\": 99}")));
    }

    private static void meddleAlways(World world, String boundary) {
        var steps = world.operator().steps;
        steps.onFirst(steps.count(), boundary, () -> {
            world.admin.world().editSync(world.syncId("orders"), World.json("{\"concurrency_limit\": 99}"));
            meddleAlways(world, boundary);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("the API is not said to have refused it: it is made once more")
    void once(boolean edited) {
        try (var world = World.create()) {
            world.sync("orders", SYNC);
            world.advance(Duration.ofMinutes(5));
            meddleOnce(world);
            if (edited) {
                world.sync("orders", EDITED);
            } else {
                world.admin.world().editSync(world.syncId("orders"), World.json("{\"concurrency_limit\": 9}"));
            }
            world.advance(Duration.ofMinutes(5));

            assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
            assertThat(world.remote("orders").path("concurrency_limit").asInt()).isEqualTo(edited ? 7 : 5);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("and always does, it is left to people after a few times")
    void always(boolean edited) {
        try (var world = World.create()) {
            world.sync("orders", SYNC);
            world.advance(Duration.ofMinutes(5));
            var from = world.admin.journal().size();
            meddleAlways(world, "after updateBulkSync");
            if (edited) {
                world.sync("orders", EDITED);
            } else {
                world.admin.world().editSync(world.syncId("orders"), World.json("{\"concurrency_limit\": 9}"));
            }
            world.advance(Duration.ofMinutes(20));

            assertThat(world.reason("orders")).as(world.conditions()).isEqualTo("Contested");
            assertThat(puts(world, from)).isBetween(2L, 4L);
        }
    }

    private static long puts(World world, int from) {
        return world.admin.journal().stream()
                .skip(from)
                .filter(call -> call.method().equals("PUT"))
                .count();
    }

    @Test
    @DisplayName("trouble on the way of a correction is not taken for somebody else who changes it back")
    void trouble() {
        try (var world = World.create()) {
            world.sync("orders", SYNC);
            world.advance(Duration.ofMinutes(5));
            world.admin.fault(
                    Fault.once(FaultKind.STATUS, "PUT", null).withStatus(503).withTimes(6));
            world.admin.world().editSync(world.syncId("orders"), World.json("{\"concurrency_limit\": 9}"));
            world.advance(Duration.ofMinutes(40));

            assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
            assertThat(world.remote("orders").path("concurrency_limit").asInt()).isEqualTo(5);
        }
    }
}
