package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.cli.cluster.CiScript;
import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.cli.cluster.OwnControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Everything at once. As part of the build two minutes with few objects; {@code mvn -Psoak verify} plays half an hour with a
 * thousand. {@code -Dsoak.seed=N} tells another story, {@code -Dsoak.minutes} a longer one, {@code -Dsoak.objects} of more.
 */
@ClusterTest
class SoakTest {
    private static final long SEED = Long.getLong("soak.seed", 20261127L);
    private static final double MINUTES = Double.parseDouble(System.getProperty("soak.minutes", "2"));
    private static final int OBJECTS = Integer.getInteger("soak.objects", 60);

    @Test
    @DisplayName(
            "Edits, runs, changes by others, lost answers, killed and paused operators, hand-overs and restarts of the API"
                    + " server: nothing is made twice, no mask is opened, all is as wanted in the end, and no heap grows")
    void soak(Cluster shared) throws IOException {
        var length = Duration.ofMillis(Math.round(MINUTES * 60_000));
        var telling = "-Dsoak.seed=%d -Dsoak.minutes=%s -Dsoak.objects=%d".formatted(SEED, MINUTES, OBJECTS);
        System.err.println("*** soak: " + telling + " ***");
        var folder = Files.createDirectories(
                CiScript.repositoryRoot().resolve("operator/cli/target/soak").resolve(Long.toString(SEED)));
        try (var own = OwnControlPlane.start(shared.controlPlane().binaries());
                var stage = Stage.dark(own.cluster());
                var replicas = new SoakReplicas(own.cluster(), folder)) {
            var soak = new Soak(stage, replicas, new SoakStory(SEED, OBJECTS, length), length, folder);
            soak.play();
            var problems = soak.judge();
            System.err.println("*** soak: " + soak + " ***");
            assertThat(problems).as(telling).isEmpty();
        }
    }
}
