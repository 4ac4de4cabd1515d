package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import io.polytomic.operator.simulator.SelectionSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Real operator processes and a real API server, SIGKILL and lost answers by chance. {@code -Dkill.seed=N} tells another
 * story; {@code -Dsoak} plays two hundred creations and starts instead of a dozen.
 */
@ClusterTest
class RandomKillTest {
    private static final long SEED = Long.getLong("kill.seed", 20261127L);
    private static final int ROUNDS = System.getProperty("soak") == null ? 3 : 50;
    private static final int PAIRS = 4;
    private static final int LATEST_KILL_MILLIS = 3_000;

    private static final String MASKED = """
            schemas:
              - id: public.orders
              - id: public.users
                fields:
                  - {id: email, obfuscate: true}
            maskRules: [{schemas: "*", fields: "*phone*"}]
            """;

    /** Each can be settled without waiting for minutes. */
    private static final List<FaultKind> FAULTS = List.of(
            FaultKind.DROP_BEFORE,
            FaultKind.DROP_AFTER_EFFECT,
            FaultKind.STATUS_AFTER_EFFECT,
            FaultKind.DELAY,
            FaultKind.DELAY_AFTER_EFFECT,
            FaultKind.RATE_LIMIT);

    /** Method and path; null means any. */
    private record Call(String method, String path) {}

    private static final List<Call> CALLS = List.of(
            new Call("POST", "/api/bulk/syncs"),
            new Call("POST", "/api/bulk/syncs/[^/]+/executions"),
            new Call("POST", "/api/bulk/syncs/[^/]+/activate"),
            new Call("PATCH", null),
            new Call(null, null));

    @Test
    @DisplayName(
            "Whatever is killed and whatever answer is lost: one remote sync an object, one execution a run, no open mask")
    void kills(Cluster cluster) {
        var random = new Random(SEED);
        try (var stage = Stage.dark(cluster)) {
            stage.applyOrganization();
            var operator = ChildOperator.start(cluster);
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    operator.port();
                    operator = round(stage, operator, "r" + round, random);
                }
            } finally {
                operator.close();
            }
        }
    }

    private static ChildOperator round(Stage stage, ChildOperator operator, String round, Random random) {
        var names = new ArrayList<String>();
        for (int i = 0; i < PAIRS; i++) {
            names.add(round + "-" + i);
        }
        for (int i = random.nextInt(3); i >= 0; i--) {
            stage.api().fault(fault(random));
        }
        var now = operator;
        for (int half = 0; half < 2; half++) {
            names.subList(half * PAIRS / 2, (half + 1) * PAIRS / 2)
                    .forEach(name -> stage.apply(Manifests.sync(name, MASKED) + Manifests.run(name, name)));
            int millis = random.nextInt(LATEST_KILL_MILLIS);
            CompletableFuture.runAsync(now::kill, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
                    .join();
            Lint.noKeyIn(now.output());
            now = ChildOperator.start(stage.cluster());
            now.port();
        }
        stage.api().clearFaults();
        try {
            for (var name : names) {
                judge(stage, name);
            }
        } catch (AssertionError | RuntimeException e) {
            now.close();
            throw new AssertionError(
                    "-Dkill.seed=%d round %s: %s%n%s".formatted(SEED, round, e, String.join("\n", now.output())), e);
        }
        return now;
    }

    private static Fault fault(Random random) {
        var call = CALLS.get(random.nextInt(CALLS.size()));
        return Fault.once(FAULTS.get(random.nextInt(FAULTS.size())), call.method(), call.path())
                .withStatus(500)
                .withDelay(Duration.ofSeconds(2))
                .withTimes(1 + random.nextInt(2))
                .withAfter(random.nextInt(3));
    }

    private static void judge(Stage stage, String name) {
        stage.waitFor("bsync/" + name, "Ready");
        stage.waitFor("brun/" + name, "Finished");
        assertThat(stage.status("brun/" + name).path("phase").asText()).isEqualTo("Succeeded");
        var world = stage.api().world();
        assertThat(world.syncIds())
                .filteredOn(id -> world.sync(id).path("name").asText().equals(name))
                .as("remote syncs named " + name)
                .containsExactly(stage.syncId(name));
        assertThat(world.executions(stage.syncId(name)))
                .as("executions of " + name)
                .hasSize(1);
        assertThat(stage.api().history(stage.syncId(name)))
                .as("what was ever active and open in " + name)
                .allMatch(snapshot -> !snapshot.active() || open(snapshot).isEmpty());
    }

    private static List<String> open(SelectionSnapshot snapshot) {
        var open = new ArrayList<String>();
        snapshot.schemas()
                .forEach((schemaId, schema) -> schema.fields().forEach((fieldId, field) -> {
                    boolean masked = schemaId.equals("public.users")
                            && List.of("email", "phone").contains(fieldId);
                    if (masked && schema.enabled() && field.enabled() && !field.obfuscated()) {
                        open.add(fieldId);
                    }
                }));
        return open;
    }
}
