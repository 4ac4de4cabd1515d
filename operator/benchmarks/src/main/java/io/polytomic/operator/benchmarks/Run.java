package io.polytomic.operator.benchmarks;

import io.polytomic.operator.benchmarks.micro.MicroResult;
import java.util.List;
import java.util.Map;

/**
 * Everything a report is made from; kept as results.json beside it, so that parts can be measured one after another.
 *
 * @param about what was run where, by what it is called
 * @param planner times of planner and translator by JMH
 */
record Run(Map<String, String> about, List<Result> results, List<MicroResult> planner, String terraform) {
    static final String JAVA = "Java";
    static final String GO = "Go";

    Run {
        about = Map.copyOf(about);
        results = List.copyOf(results);
        planner = planner == null ? List.of() : List.copyOf(planner);
    }

    Result of(String candidate, int objects) {
        return results.stream()
                .filter(result -> result.candidate().equals(candidate) && result.objects() == objects)
                .findFirst()
                .orElse(null);
    }

    /** NaN when it was not measured. */
    double figure(String candidate, int objects, Figure figure) {
        var result = of(candidate, objects);
        var value = result == null ? null : result.get(figure);
        return value == null ? Double.NaN : value;
    }

    List<Integer> sizes() {
        return results.stream().map(Result::objects).distinct().sorted().toList();
    }
}
