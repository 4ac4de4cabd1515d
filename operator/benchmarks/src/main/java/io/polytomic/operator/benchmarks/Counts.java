package io.polytomic.operator.benchmarks;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** How often each thing happened. */
record Counts(SortedMap<String, Double> byName) {
    Counts {
        byName = new TreeMap<>(byName);
        byName.values().removeIf(value -> value == 0);
    }

    static Counts of(Map<String, Double> counts) {
        return new Counts(new TreeMap<>(counts));
    }

    /** What was added since an earlier count. */
    Counts since(Counts before) {
        var result = new TreeMap<>(byName);
        before.byName.forEach((name, value) -> result.merge(name, -value, Double::sum));
        return new Counts(result);
    }

    Counts per(double divisor) {
        var result = new TreeMap<String, Double>();
        byName.forEach((name, value) -> result.put(name, value / divisor));
        return new Counts(result);
    }

    double total() {
        return total(name -> true);
    }

    double total(Predicate<String> wanted) {
        return byName.entrySet().stream()
                .filter(count -> wanted.test(count.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
