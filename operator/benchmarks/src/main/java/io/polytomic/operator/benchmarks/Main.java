package io.polytomic.operator.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The fleet benchmark. */
@Command(name = "operator/benchmarks/run", mixinStandardHelpOptions = true, sortOptions = false)
public final class Main implements Callable<Integer> {
    @Option(names = "--objects", split = ",", defaultValue = "100,1000,3000,10000")
    private List<Integer> objects;

    @Option(names = "--repository", required = true)
    private Path repository;

    @Option(names = "--out")
    private Path out;

    @Option(names = "--parts", split = ",")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(names = "--rest", defaultValue = "PT60S")
    private Duration rest;

    @Option(names = "--busy", defaultValue = "PT30S")
    private Duration busy;

    @Option(names = "--jvm-flag")
    private List<String> jvmFlags = List.of();

    @Override
    public Integer call() {
        var folder = Trial.folder(repository.resolve("operator/benchmarks/target"), "benchmark");
        var jdk = Jdk.newest();
        Progress.say("preparing the operator for %s", jdk.description());
        var java = JavaOperator.prepare(jdk, repository, Trial.folder(folder, "image"), jvmFlags);
        for (int size : objects) {
            var load = new Load(parts, Latency.DEFAULT, rest, busy, null);
            try (var trial = new Trial(java, jdk.java(), java.jar(), repository.resolve("crds"), size, load, folder)) {
                var result = trial.run();
                System.out.println(result);
            }
        }
        return 0;
    }

    public static void main(String[] arguments) {
        var line = new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(line.execute(arguments));
    }
}
