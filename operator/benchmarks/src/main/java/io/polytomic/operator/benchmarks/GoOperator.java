package io.polytomic.operator.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The comparison operator, built from operator/benchmarks/go-operator by the Go of this machine. */
record GoOperator(Path binary, String version) implements Candidate {

    static GoOperator prepare(Path source, Path folder) {
        var binary = folder.resolve("go-operator");
        Child.run(
                "The build of the Go operator",
                List.of(
                        "env",
                        "CGO_ENABLED=0",
                        "go",
                        "build",
                        "-mod=readonly",
                        "-trimpath",
                        "-ldflags=-s -w",
                        "-o",
                        binary.toString(),
                        "."),
                source,
                folder.resolve("go-build.log"),
                Duration.ofMinutes(15));
        return new GoOperator(
                binary, Machine.firstLine("go", "version", binary.toString()).replaceAll(".*: ", ""));
    }

    @Override
    public String name() {
        return "Go";
    }

    @Override
    public String description() {
        return version + ", controller-runtime, GOMEMLIMIT at 90 % of the container's limit";
    }

    @Override
    public List<String> command(int metricsPort, int memoryMegabytes) {
        return List.of(
                "env",
                "GOMEMLIMIT=" + memoryMegabytes * 9 / 10 + "MiB",
                binary.toString(),
                "-metrics=127.0.0.1:" + metricsPort);
    }
}
