package io.polytomic.operator.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel tells of processes, by /proc of Linux. */
final class Procfs {
    /** USER_HZ, which is 100 on every Linux that matters. */
    private static final double TICKS_A_SECOND = 100;

    private static final int UTIME_AFTER_NAME = 11;

    private Procfs() {}

    /** User and system time of a process so far, its ended children not counted. */
    static double cpuSeconds(long pid) {
        return cpuSeconds(read(pid, "stat"));
    }

    /** The name in stat stands in brackets and may hold anything, so it is counted from the last one. */
    static double cpuSeconds(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[UTIME_AFTER_NAME]) + Long.parseLong(fields[UTIME_AFTER_NAME + 1]))
                / TICKS_A_SECOND;
    }

    static double residentMegabytes(long pid) {
        return megabytes(read(pid, "status"), "VmRSS");
    }

    /** The most it ever had. */
    static double peakMegabytes(long pid) {
        return megabytes(read(pid, "status"), "VmHWM");
    }

    static double megabytes(String status, String member) {
        return status.lines()
                .filter(line -> line.startsWith(member + ":"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024 / 1_000_000)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("/proc tells no " + member + "."));
    }

    /** The process of this program with this argument. */
    static long find(String program, String argument) {
        return ProcessHandle.allProcesses()
                .mapToLong(ProcessHandle::pid)
                .filter(pid -> runs(pid, program, argument))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No " + program + " with " + argument + " runs."));
    }

    /** The argument of a process that begins so, without that beginning. */
    static String argument(long pid, String beginning) {
        for (var argument : read(pid, "cmdline").split("\0")) {
            if (argument.startsWith(beginning)) {
                return argument.substring(beginning.length());
            }
        }
        throw new IllegalStateException("Process " + pid + " has no argument " + beginning + ".");
    }

    private static boolean runs(long pid, String program, String argument) {
        try {
            var words = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .split("\0");
            return Path.of(words[0]).endsWith(program)
                    && java.util.Arrays.asList(words).contains(argument);
        } catch (IOException | RuntimeException goneOrForeign) {
            return false;
        }
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException("Process " + pid + " is gone.", e);
        }
    }
}
