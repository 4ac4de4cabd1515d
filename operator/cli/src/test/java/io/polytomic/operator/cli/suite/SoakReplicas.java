package io.polytomic.operator.cli.suite;

import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.suite.SoakStory.Trouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two replicas of the operator with one lease, kept alive as Kubernetes does. */
final class SoakReplicas implements AutoCloseable {
    private static final int REPLICAS = 2;

    /** Longer than a lease. */
    private static final Duration PAUSE = Duration.ofSeconds(18);

    /** Told to end, lost the lease, killed; 143 is told to end before it had begun. */
    private static final List<Integer> EXPECTED = List.of(0, 1, 137, 143);

    private final Cluster cluster;
    private final Path folder;
    private final List<ChildOperator> alive = new ArrayList<>();
    private final Map<ChildOperator, Long> pausedAt = new HashMap<>();
    private final List<String> crashes = new ArrayList<>();
    private int started;

    SoakReplicas(Cluster cluster, Path folder) {
        this.cluster = cluster;
        this.folder = folder;
        tend();
    }

    /** Starts as many as are missing. */
    void tend() {
        for (var replica : List.copyOf(pausedAt.keySet())) {
            if (System.nanoTime() - pausedAt.get(replica) > PAUSE.toNanos()) {
                goOn(replica);
            }
        }
        for (var replica : List.copyOf(alive)) {
            if (!replica.isAlive()) {
                alive.remove(replica);
                pausedAt.remove(replica);
                if (!EXPECTED.contains(replica.exitCode())) {
                    crashes.add("a replica ended with " + replica.exitCode());
                }
            }
        }
        while (alive.size() < REPLICAS) {
            alive.add(ChildOperator.start(
                    folder.resolve("operator-" + ++started + ".log"),
                    cluster.controlPlane().kubeconfigFile(),
                    "--namespaces",
                    cluster.namespace(),
                    "--leader-elect"));
        }
    }

    private void goOn(ChildOperator replica) {
        pausedAt.remove(replica);
        if (replica.isAlive()) {
            replica.goOn();
        }
    }

    /** The replica that leads, unless the lease is just changing hands. */
    Optional<ChildOperator> leader() {
        return alive.stream()
                .filter(replica -> replica.isAlive() && replica.leads() && !pausedAt.containsKey(replica))
                .findFirst();
    }

    private Optional<ChildOperator> standby() {
        return alive.stream()
                .filter(replica -> replica.isAlive() && !replica.leads())
                .findFirst();
    }

    void disrupt(Trouble trouble) {
        switch (trouble) {
            case KILL_LEADER -> leader().ifPresent(ChildOperator::kill);
            case KILL_STANDBY -> standby().ifPresent(ChildOperator::kill);
            case HAND_OVER -> leader().ifPresent(ChildOperator::terminate);
            case PAUSE_LEADER ->
                leader().ifPresent(replica -> {
                    replica.pause();
                    pausedAt.put(replica, System.nanoTime());
                });
            case RESTART_API_SERVER -> cluster.controlPlane().restartApiServer();
        }
    }

    int started() {
        return started;
    }

    /** Ends of replicas that nobody asked for. */
    List<String> crashes() {
        return crashes;
    }

    @Override
    public void close() {
        alive.forEach(ChildOperator::close);
    }
}
