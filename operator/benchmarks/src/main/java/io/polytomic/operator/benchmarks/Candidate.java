package io.polytomic.operator.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An operator that is measured. */
interface Candidate {
    /** As columns are headed. */
    String name();

    /** What exactly was run, for the report. */
    String description();

    /** @param memoryMegabytes what its container would be limited to */
    List<String> command(int metricsPort, int memoryMegabytes);

    /** How it finds the cluster that this file tells of, as environment variables. */
    default Map<String, String> access(Path kubeconfig) {
        return Map.of("KUBECONFIG", kubeconfig.toString());
    }

    default Child start(Path kubeconfig, int metricsPort, int memoryMegabytes, Path log) {
        return Child.start(name(), command(metricsPort, memoryMegabytes), access(kubeconfig), log);
    }
}
