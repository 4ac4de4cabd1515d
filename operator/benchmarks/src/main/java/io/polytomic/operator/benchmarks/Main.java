package io.polytomic.operator.benchmarks;

import io.polytomic.operator.benchmarks.micro.MicroBenchmarks;
import io.polytomic.operator.cli.cluster.ControlPlaneBinaries;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The fleet benchmark. */
@Command(
        name = "operator/benchmarks/run",
        description = "Measure what a fleet of syncs costs, and write report.md.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Main implements Callable<Integer> {
    /** Further up the Go operator is not needed: the targets that compare stop there, and the run has to end some time. */
    private static final int LARGEST_FOR_GO = 3000;

    private static final int LARGEST_WITH_PRESSURE = 100;

    @Option(
            names = "--objects",
            split = ",",
            converter = Arguments.Count.class,
            defaultValue = "100,1000,3000,10000",
            description = "Sizes of the fleet. Default: ${DEFAULT-VALUE}.")
    private List<Integer> objects;

    @Option(names = "--out", paramLabel = "DIR", description = "Where report.md goes. Default: operator/benchmarks.")
    private Path out;

    @Option(
            names = "--go",
            negatable = true,
            description = "Measure the Go operator, too; by default where Go is installed.")
    private Boolean go;

    @Option(
            names = "--java",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Measure the Java operator. Default: yes.")
    private boolean java;

    @Option(
            names = "--jmh",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Measure planner and translator. Default: yes.")
    private boolean jmh;

    @Option(
            names = "--parts",
            split = ",",
            description =
                    "What follows once all are Ready: ${COMPLETION-CANDIDATES}. Default: all, pressure up to 100 objects only; for"
                            + " Go fill, burst, rest and restart.")
    private Set<Part> parts;

    @Option(
            names = "--rest",
            defaultValue = "PT60S",
            converter = Arguments.Span.class,
            description = "How long rest is measured. Default: ${DEFAULT-VALUE}.")
    private Duration rest;

    @Option(
            names = "--busy",
            defaultValue = "PT30S",
            converter = Arguments.Span.class,
            description = "How long the busy time is. Default: ${DEFAULT-VALUE}.")
    private Duration busy;

    @Option(
            names = "--memory",
            paramLabel = "MB",
            converter = Arguments.Count.class,
            description = "The limit of the container, for experiments.")
    private Integer memory;

    @Option(
            names = "--aot",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "With an AOT cache, where the JDK knows them. Default: yes.")
    private boolean aot;

    @Option(names = "--jvm-flag", paramLabel = "FLAG", description = "One more flag for the JVM, for experiments.")
    private List<String> jvmFlags = List.of();

    @Option(names = "--terraform", paramLabel = "PATH", description = "terraform, to time apply and plan as well.")
    private Path terraform;

    @Option(names = "--provider", paramLabel = "PATH", description = "The vendor's provider for it.")
    private Path provider;

    @Option(
            names = "--terraform-config",
            paramLabel = "DIR",
            description = "Its .tf files, with variables url and key.")
    private Path terraformConfiguration;

    @Option(names = "--report-only", description = "Measure nothing; write report.md again from results.json.")
    private boolean reportOnly;

    @Option(names = "--repository", required = true, hidden = true)
    private Path repository;

    @Override
    public Integer call() {
        var own = repository.resolve("operator/benchmarks");
        var results = new Results(out == null ? own : out, own);
        if (!reportOnly) {
            var jdk = Jdk.newest();
            var folder = Trial.folder(own.resolve("target"), "benchmark");
            others(results, jdk, folder);
            fleets(results, jdk, folder);
        }
        results.write(results.read());
        Progress.say("wrote %s", results.folder().resolve("report.md"));
        return 0;
    }

    private void others(Results results, Jdk jdk, Path folder) {
        var before = results.read();
        boolean given = terraform != null && provider != null && terraformConfiguration != null;
        results.write(new Run(
                before.about(),
                before.results(),
                jmh ? MicroBenchmarks.measure(jdk.java()) : before.planner(),
                given
                        ? new Terraform(terraform, provider, terraformConfiguration)
                                .measure(
                                        jdk.java(),
                                        repository.resolve("operator/cli/target/polytomic-operator.jar"),
                                        folder)
                        : Terraform.NOT_GIVEN));
    }

    private void fleets(Results results, Jdk jdk, Path folder) {
        Progress.say("preparing the operator for %s", jdk.description());
        var operator = JavaOperator.prepare(jdk, repository, Trial.folder(folder, "image"), aot, jvmFlags);
        var candidates = new ArrayList<Candidate>();
        if (java) {
            candidates.add(operator);
        }
        if (go == null ? Machine.has("go") : go) {
            Progress.say("building the Go operator; the first time takes minutes");
            candidates.add(GoOperator.prepare(repository.resolve("operator/benchmarks/go-operator"), folder));
        }
        for (int size : objects) {
            for (var candidate : candidates) {
                if (candidate.name().equals(Run.JAVA) || size <= LARGEST_FOR_GO) {
                    results.add(measure(candidate, operator, jdk, size, folder), about());
                }
            }
        }
    }

    private Result measure(Candidate candidate, JavaOperator operator, Jdk jdk, int size, Path folder) {
        var load = new Load(
                partsOf(candidate, size),
                Latency.DEFAULT,
                rest,
                busy,
                memory == null ? Load.memoryMegabytes(size) : memory);
        try (var trial =
                new Trial(candidate, jdk.java(), operator.jar(), repository.resolve("crds"), size, load, folder)) {
            return trial.run();
        }
    }

    private Set<Part> partsOf(Candidate candidate, int size) {
        if (parts != null) {
            return EnumSet.copyOf(parts);
        }
        if (!candidate.name().equals(Run.JAVA)) {
            return EnumSet.of(Part.FILL, Part.BURST, Part.REST, Part.RESTART);
        }
        return size <= LARGEST_WITH_PRESSURE
                ? EnumSet.allOf(Part.class)
                : EnumSet.complementOf(EnumSet.of(Part.PRESSURE));
    }

    private Map<String, String> about() {
        var about = new TreeMap<String, String>();
        about.put("date", LocalDate.now().toString());
        about.put("machine", Machine.here().toString());
        about.put("commit", Machine.firstLine("git", "-C", repository.toString(), "describe", "--always", "--dirty"));
        about.put(
                "remote API",
                "the simulator, %d ms for a read and %d ms for a write on top of its own time"
                        .formatted(
                                Latency.DEFAULT.read().toMillis(),
                                Latency.DEFAULT.write().toMillis()));
        ControlPlaneBinaries.find().ifPresent(binaries -> {
            about.put(
                    "kube-apiserver",
                    Machine.firstLine(binaries.resolve("kube-apiserver").toString(), "--version"));
            about.put("etcd", Machine.firstLine(binaries.resolve("etcd").toString(), "--version"));
        });
        return about;
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Arguments::refuse);
    }
}
