package io.polytomic.operator.cli.monitoring;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What {@code /metrics} showed.
 *
 * @param labels label names by metric, as of its TYPE line
 * @param types type by metric
 * @param samples the lines that are no comment
 */
public record Exposition(Map<String, Set<String>> labels, Map<String, String> types, Set<String> samples) {
    private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)(?:\\{(.*)\\})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    public static Exposition of(String text) {
        var result = new Exposition(new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
        for (var line : text.split("\n")) {
            if (line.startsWith("# TYPE ")) {
                var words = line.split(" ");
                result.types.put(words[2], words[3]);
                result.labels.put(words[2], new TreeSet<>());
            } else if (!line.startsWith("#")) {
                result.sample(line);
            }
        }
        return result;
    }

    private void sample(String line) {
        samples.add(line);
        var sample = SAMPLE.matcher(line);
        if (sample.matches()) {
            var found = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
            while (found.find()) {
                labels.computeIfAbsent(family(sample.group(1)), name -> new TreeSet<>())
                        .add(found.group(1));
            }
        }
    }

    /** The metric that a name in a query belongs to: a summary has _count and _sum. */
    public String family(String name) {
        var base = name.replaceAll("_(count|sum)$", "");
        return types.containsKey(name) || !types.containsKey(base) ? name : base;
    }
}
