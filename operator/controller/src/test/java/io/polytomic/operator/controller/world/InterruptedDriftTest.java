package io.polytomic.operator.controller.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("When the way to the API breaks while a change by somebody else is looked at or put right")
class InterruptedDriftTest {
    private static final String SYNC = World.MASKED + "concurrencyLimit: 5\n";

    @ParameterizedTest
    @CsvSource({
        "DROP_BEFORE, PATCH, false",
        "DROP_AFTER_EFFECT, PATCH, true",
        "STATUS, PATCH, true",
        "STATUS, PUT, false",
        "DROP_BEFORE, PUT, true",
        "NOT_JSON, GET, false",
        "NOT_JSON, GET, true",
        "RATE_LIMIT, GET, false"
    })
    @DisplayName("it is not forgotten: it is put right minutes later, by the next process too")
    void notForgotten(FaultKind kind, String method, boolean restarts) {
        var options = SimulatorOptions.defaults().withSwitch("schema_edit_moves_updated_at", "true");
        try (var world = World.with(options)) {
            world.sync("orders", SYNC);
            world.advance(Duration.ofMinutes(5));
            var id = world.syncId("orders");
            world.admin.world().editSync(id, World.json("{\"concurrency_limit\": 99}"));
            world.admin.world().patchSchemas(id, World.json("{\"schemas\": [{\"id\": \"public.users\"}]}"));
            var path = method.equals("GET") ? "/api/bulk/syncs/[^/]+/schemas/public.users" : null;
            world.admin.fault(Fault.once(kind, method, path).withStatus(502));
            while (world.admin.journal().stream().allMatch(call -> call.fault().isEmpty())) {
                world.advance(Duration.ofSeconds(1));
            }
            if (restarts) {
                world.restartOperator();
            }
            world.advance(Duration.ofMinutes(5));

            assertThat(world.guardian.openNow(id)).as(world.conditions()).isEmpty();
            assertThat(world.remote("orders").path("concurrency_limit").asInt())
                    .as(world.conditions())
                    .isEqualTo(5);
        }
    }
}
