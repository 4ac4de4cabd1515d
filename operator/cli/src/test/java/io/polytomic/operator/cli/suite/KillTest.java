package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A real operator process, killed where it hurts: the next one finds out what came of what was sent. */
@ClusterTest
class KillTest {

    private static final long SEED = Long.getLong("kill.seed", 20261127L);
    private static final Duration LONG_ENOUGH_TO_BE_KILLED = Duration.ofSeconds(3);

    /** Kills the operator at some moment after sync and run of that name were applied. */
    private interface Moment {
        void killAt(Stage stage, String name, ChildOperator operator);
    }

    @Test
    @DisplayName("SIGKILL at any moment of a create and a start: one remote sync, one execution")
    void kill(Cluster cluster) {
        var random = new Random(SEED);
        try (var stage = Stage.dark(cluster)) {
            stage.applyOrganization();
            var operator = ChildOperator.start(cluster);
            try {
                operator = survive(stage, operator, "wish", KillTest::whenTheWishIsOnRecord);
                operator = survive(stage, operator, "unanswered", KillTest::whenCreatedAndNotAnswered);
                operator = survive(stage, operator, "bound", KillTest::whenTheIdIsOnRecord);
                operator = survive(stage, operator, "starting", KillTest::whenTheStartIsOnRecord);
                operator = survive(stage, operator, "started", KillTest::whenStartedAndNotAnswered);
                for (int i = 0; i < 2; i++) {
                    int millis = random.nextInt(1_500);
                    operator = survive(stage, operator, "after-" + millis, (s, name, o) -> later(o, millis));
                }
            } finally {
                operator.close();
            }
        }
    }

    private static ChildOperator survive(Stage stage, ChildOperator operator, String name, Moment moment) {
        operator.port();
        stage.apply(Manifests.sync(name, Manifests.ORDERS) + Manifests.run(name, name));
        moment.killAt(stage, name, operator);
        stage.api().clearFaults();
        Lint.noKeyIn(operator.output());
        var next = ChildOperator.start(stage.cluster());
        try {
            stage.waitFor("bsync/" + name, "Ready");
            stage.waitFor("brun/" + name, "Finished");
        } catch (AssertionError notFinished) {
            next.close();
            throw new AssertionError(notFinished.getMessage() + "\n" + story(stage, next), notFinished);
        }

        assertThat(stage.status("brun/" + name).path("phase").asText()).isEqualTo("Succeeded");
        assertThat(remoteSyncs(stage, name)).as("remote syncs named " + name).isEqualTo(1);
        assertThat(stage.api().world().executions(stage.syncId(name)))
                .as("executions of " + name)
                .hasSize(1);
        return next;
    }

    /** What was sent, and what the next operator said, for whoever has to find out why it did not get there. */
    private static String story(Stage stage, ChildOperator operator) {
        var posts = stage.callsSince(0).stream()
                .filter(call -> call.method().equals("POST"))
                .map(call -> "%s POST %s %s -> %s%s %s"
                        .formatted(
                                call.time(),
                                call.path(),
                                call.idempotencyKey(),
                                call.outcome(),
                                call.replayed() ? " (replayed)" : "",
                                call.fault()));
        return Stream.concat(posts, operator.output().stream()).collect(Collectors.joining("\n"));
    }

    private static long remoteSyncs(Stage stage, String name) {
        var world = stage.api().world();
        return world.syncIds().stream()
                .filter(id -> world.sync(id).path("name").asText().equals(name))
                .count();
    }

    private static void whenTheWishIsOnRecord(Stage stage, String name, ChildOperator operator) {
        stage.api().fault(Fault.once(FaultKind.DELAY, "POST", "/api/bulk/syncs").withDelay(LONG_ENOUGH_TO_BE_KILLED));
        Stage.eventually()
                .until(() -> stage.status("bsync/" + name).path("create").has("requestedAt"));
        operator.kill();
    }

    private static void whenCreatedAndNotAnswered(Stage stage, String name, ChildOperator operator) {
        stage.api()
                .fault(Fault.once(FaultKind.DELAY_AFTER_EFFECT, "POST", "/api/bulk/syncs")
                        .withDelay(LONG_ENOUGH_TO_BE_KILLED));
        Stage.eventually().until(() -> remoteSyncs(stage, name) == 1);
        operator.kill();
        assertThat(stage.syncId(name)).as("killed before the answer").isEmpty();
    }

    private static void whenTheIdIsOnRecord(Stage stage, String name, ChildOperator operator) {
        Stage.eventually().until(() -> !stage.syncId(name).isEmpty());
        operator.kill();
    }

    private static void whenTheStartIsOnRecord(Stage stage, String name, ChildOperator operator) {
        stage.api()
                .fault(Fault.once(FaultKind.DELAY, "POST", "/api/bulk/syncs/[^/]+/executions")
                        .withDelay(LONG_ENOUGH_TO_BE_KILLED));
        Stage.eventually()
                .until(() -> stage.status("brun/" + name).path("start").has("requestedAt"));
        operator.kill();
    }

    private static void whenStartedAndNotAnswered(Stage stage, String name, ChildOperator operator) {
        stage.api()
                .fault(Fault.once(FaultKind.DELAY_AFTER_EFFECT, "POST", "/api/bulk/syncs/[^/]+/executions")
                        .withDelay(LONG_ENOUGH_TO_BE_KILLED));
        Stage.eventually()
                .until(() -> !stage.syncId(name).isEmpty()
                        && !stage.api().world().executions(stage.syncId(name)).isEmpty());
        operator.kill();
        assertThat(stage.status("brun/" + name).path("executionId").asText())
                .as("killed before the answer")
                .isEmpty();
    }

    private static void later(ChildOperator operator, int millis) {
        CompletableFuture.runAsync(operator::kill, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
                .join();
    }

    @Test
    @DisplayName("run answers /livez, /readyz and /metrics, says where, shows no key, and ends when it is asked to")
    void health(Cluster cluster) throws IOException, InterruptedException {
        try (var stage = Stage.dark(cluster);
                var operator = ChildOperator.start(cluster)) {
            stage.connect();

            assertThat(operator.get("/livez").statusCode()).isEqualTo(200);
            assertThat(operator.get("/readyz").statusCode()).isEqualTo(200);
            var metrics = operator.get("/metrics");
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body()).contains("polytomic_api_calls_seconds_count{", "result=");
            Lint.noKeyIn(operator.output());
            Lint.noKeyIn(List.of(metrics.body()));

            assertThat(operator.endsWhenAsked()).isTrue();
            assertThat(operator.output()).noneMatch(line -> line.contains(" ERROR "));
            assertThat(operator.output()).anyMatch(line -> line.contains("started; health and metrics on port"));
        }
    }

    @Test
    @DisplayName("An operator started by a test ends when the test's JVM is gone")
    void orphaned(Cluster cluster) throws IOException, InterruptedException {
        try (var operator = ChildOperator.start(cluster)) {
            operator.port();

            operator.orphan();

            assertThat(operator.ends()).isTrue();
        }
    }
}
