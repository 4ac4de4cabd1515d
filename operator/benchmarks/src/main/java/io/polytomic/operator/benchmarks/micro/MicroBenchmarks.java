package io.polytomic.operator.benchmarks.micro;

import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs {@link PlannerBenchmark} in a JVM of its own with the compiler of the image. */
public final class MicroBenchmarks {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private MicroBenchmarks() {}

    /** @param java the program, of the JDK that runs the operator */
    public static List<MicroResult> measure(Path java) {
        var options = new OptionsBuilder()
                .include(PlannerBenchmark.class.getName())
                .jvm(java.toString())
                .jvmArgs("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m")
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .build();
        try {
            return new Runner(options)
                    .run().stream().map(MicroBenchmarks::result).toList();
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH failed: " + e.getMessage(), e);
        }
    }

    private static MicroResult result(RunResult result) {
        var time = result.getPrimaryResult();
        return new MicroResult(
                time.getLabel(),
                time.getScore(),
                time.getScoreError(),
                result.getSecondaryResults().get(ALLOCATED).getScore());
    }
}
