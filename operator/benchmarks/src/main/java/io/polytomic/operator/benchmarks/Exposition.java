package io.polytomic.operator.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Metrics in the text form of Prometheus. */
record Exposition(List<Sample> samples) {
    private static final Pattern LINE = Pattern.compile("([A-Za-z_:][\\w:]*)(?:\\{(.*)})?\\s+(\\S+)(?:\\s+-?\\d+)?");
    private static final Pattern LABEL = Pattern.compile("([A-Za-z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One line. */
    record Sample(String name, Map<String, String> labels, double value) {
        String label(String label) {
            return labels.getOrDefault(label, "");
        }
    }

    static Exposition parse(String text) {
        return new Exposition(text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Exposition::sample)
                .toList());
    }

    private static Sample sample(String line) {
        var found = LINE.matcher(line);
        if (!found.matches()) {
            throw new IllegalArgumentException("Not a sample of Prometheus: " + line);
        }
        var labels = new TreeMap<String, String>();
        if (found.group(2) != null) {
            var each = LABEL.matcher(found.group(2));
            while (each.find()) {
                labels.put(each.group(1), unescaped(each.group(2)));
            }
        }
        return new Sample(found.group(1), labels, value(found.group(3)));
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    double sum(String name, Predicate<Sample> wanted) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name) && wanted.test(sample))
                .mapToDouble(Sample::value)
                .sum();
    }
}
