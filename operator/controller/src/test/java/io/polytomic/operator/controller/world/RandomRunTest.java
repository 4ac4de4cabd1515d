package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.RunFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.core.run.RunPhase;
import io.polytomic.operator.simulator.ExecutionScript;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Others start executions too, but never one that looks like a run's own in the very moment in which its answer is lost:
 * that cannot be told apart by anybody, and {@link RunAttributionTest} says what happens then.
 */
@DisplayName("Whatever happens around runs")
class RandomRunTest {
    private static final List<String> REQUESTS = List.of("", "test: true\n", "schemas: [public.orders]\n");

    static IntStream seeds() {
        return Chance.seeds(500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("each starts at most one execution, follows only its own, and ends")
    void atMostOne(int seed) {
        var chance = new Chance(seed);
        try (var world = World.with(chance.options())) {
            world.time.skew(Duration.ofSeconds(chance.upTo(1200) - 600));
            world.sync("orders", World.MASKED);
            world.passUntilQuiet();
            if (!world.isReady("orders")) {
                return;
            }
            world.admin
                    .world()
                    .setExecutionOutcome(
                            world.syncId("orders"),
                            ExecutionScript.endsAs(chance.of(List.of("completed", "failed", "errors")))
                                    .withDuration(Duration.ofSeconds(20 + chance.upTo(400))));
            int runs = 1 + chance.upTo(3);
            for (int i = 0; i < runs; i++) {
                world.run("run-" + i, manifest(chance));
                for (int events = chance.upTo(5); events >= 0; events--) {
                    event(chance, world);
                    world.advance(chance.of(List.of(
                            Duration.ofMillis(300),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(40),
                            Duration.ofMinutes(6))));
                }
            }
            world.admin.clearFaults();
            world.suspendOrganization(false);
            world.advance(Duration.ofHours(3));
            var executions = new HashSet<String>();
            for (var name : world.runs.names()) {
                var status = world.runStatus(name);
                assertThat(RunPhase.of(status.phase()).isFinal())
                        .as(world.conditions())
                        .isTrue();
                if (status.executionId() != null && !"Attached".equals(status.attribution())) {
                    assertThat(executions.add(status.executionId()))
                            .as("two runs claim " + status.executionId())
                            .isTrue();
                }
            }
        }
    }

    private static String manifest(Chance chance) {
        return "bulkSyncRef: {name: orders}\n"
                + chance.of(REQUESTS)
                + "whenBusy: " + chance.of(List.of("Wait", "Wait", "Fail", "Attach")) + "\n"
                + "onDelete: " + chance.of(List.of("Leave", "Cancel")) + "\n"
                + "startDeadline: 1h\n"
                + (chance.oneIn(3) ? "timeout: 3m\n" : "");
    }

    private static void event(Chance chance, World world) {
        switch (chance.upTo(9)) {
            case 0, 1 -> world.admin.fault(chance.fault("POST", START));
            case 2 -> world.admin.fault(chance.fault(null, null));
            case 3, 4 -> world.killAt(world.operator().steps.count() + chance.upTo(25));
            case 5 -> somebodyStarts(world);
            case 6 -> {
                var name = chance.of(world.runs.names());
                var spec = Shelf.tree(world.runs.get(name).getSpec()).toString();
                world.run(name, spec.replaceFirst("\\{", "{\"cancel\": true, "));
            }
            case 7 -> world.suspendOrganization(chance.oneIn(2));
            default -> world.restartOperator();
        }
    }

    /** By hand, with a request that no run here makes. */
    private static void somebodyStarts(World world) {
        var id = world.syncId("orders");
        if (world.admin.world().status(id).path("current_execution").isMissingNode()
                || world.admin.world().status(id).path("current_execution").isNull()) {
            world.admin
                    .world()
                    .startExecution(id, World.json("{\"schemas\": [\"public.users\"], \"fetch_mode\": \"full\"}"));
        }
    }
}
