package io.polytomic.operator.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the figures were measured. */
record Machine(String processor, int processors, long memoryMegabytes, String system) {
    static Machine here() {
        try {
            var cpu = Files.readString(Path.of("/proc/cpuinfo"))
                    .lines()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst(".*: ", ""))
                    .findFirst()
                    .orElse("unknown processor");
            return new Machine(
                    cpu,
                    Runtime.getRuntime().availableProcessors(),
                    Math.round(Procfs.megabytes(Files.readString(Path.of("/proc/meminfo")), "MemTotal")),
                    System.getProperty("os.name") + " " + System.getProperty("os.version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "%d × %s, %d MB, %s".formatted(processors, processor, memoryMegabytes, system);
    }

    /** Whether there is such a program. */
    static boolean has(String program) {
        for (var folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /** What a program says first; its version, mostly. */
    static String firstLine(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return text.lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(command[0] + " cannot be run.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
