package io.polytomic.operator.cli.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The heap of leading replicas after garbage collection, over time. */
final class SoakHeap {
    private static final Pattern USED = Pattern.compile("generation\\s+total \\d+K, used (\\d+)K");
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(5);

    /** What a healthy one may gain: the story goes on, so there is more to remember. */
    private static final long ALLOWED_KILOBYTES = 4_000;

    /** One look at one process. */
    record Sample(long pid, Duration at, long kilobytes) {}

    private final List<Sample> samples = new ArrayList<>();

    void look(ChildOperator leader, Duration at) {
        jcmd(leader, "GC.run");
        var used = USED.matcher(jcmd(leader, "GC.heap_info"));
        long kilobytes = 0;
        while (used.find()) {
            kilobytes += Long.parseLong(used.group(1));
        }
        if (kilobytes > 0) {
            samples.add(new Sample(leader.pid(), at, kilobytes));
        }
    }

    /** Nothing, when the process was killed meanwhile. */
    private static String jcmd(ChildOperator process, String command) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var asked = new ProcessBuilder(jcmd, String.valueOf(process.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Sample> samples() {
        return samples;
    }

    /** The looks at the process that was looked at over the longest time. */
    private List<Sample> longest() {
        Map<Long, List<Sample>> byProcess = new LinkedHashMap<>();
        samples.forEach(sample -> byProcess
                .computeIfAbsent(sample.pid(), pid -> new ArrayList<>())
                .add(sample));
        return byProcess.values().stream()
                .max(Comparator.comparing(SoakHeap::span))
                .orElse(List.of());
    }

    private static Duration span(List<Sample> samples) {
        return samples.get(samples.size() - 1).at().minus(samples.get(0).at());
    }

    /** A sentence when the heap of the longest living leader grew; it is judged by medians, so that one look decides nothing. */
    Optional<String> growth() {
        var longest = longest();
        if (longest.isEmpty() || span(longest).compareTo(LONG_ENOUGH) < 0) {
            return Optional.empty();
        }
        int third = Math.max(1, longest.size() / 3);
        long before = median(longest.subList(0, third));
        long after = median(longest.subList(longest.size() - third, longest.size()));
        return after - before <= ALLOWED_KILOBYTES + before / 10
                ? Optional.empty()
                : Optional.of("the heap after GC grew from %d to %d KB: %s".formatted(before, after, longest));
    }

    /** Whether there was a leader that lived long enough to be judged. */
    boolean isJudged() {
        var longest = longest();
        return !longest.isEmpty() && span(longest).compareTo(LONG_ENOUGH) >= 0;
    }

    private static long median(List<Sample> samples) {
        return samples.stream()
                .mapToLong(Sample::kilobytes)
                .sorted()
                .skip(samples.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
