package io.polytomic.operator.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of ours and its log; it ends with the benchmark. */
final class Child implements AutoCloseable {
    private static final int SECONDS_TO_END = 20;

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread endWithUs;
    private final long startedAt = System.nanoTime();

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.endWithUs = new Thread(process::destroyForcibly, "end-" + name);
        Runtime.getRuntime().addShutdownHook(endWithUs);
    }

    static Child start(String name, List<String> command, Map<String, String> environment, Path log) {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new Child(name, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started.", e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** When it was started, by {@link System#nanoTime()}. */
    long startedAt() {
        return startedAt;
    }

    double cpuSeconds() {
        requireAlive();
        return Procfs.cpuSeconds(pid());
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void requireAlive() {
        if (!process.isAlive()) {
            var lines = log().lines().toList();
            throw new IllegalStateException("%s ended with %d; its last lines:%n%s"
                    .formatted(
                            name,
                            process.exitValue(),
                            String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()))));
        }
    }

    /** SIGTERM, and SIGKILL to one that does not end. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Runtime.getRuntime().removeShutdownHook(endWithUs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException shutdownIsUnderWay) {
            process.destroyForcibly();
        }
    }

    /** Runs a program to its end. */
    static void run(String name, List<String> command, Path folder, Path log, Duration most) {
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
                    .start();
            if (!process.waitFor(most.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(name + " took more than " + most.toSeconds() + " s; see " + log);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(name + " ended with " + process.exitValue() + "; see " + log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
