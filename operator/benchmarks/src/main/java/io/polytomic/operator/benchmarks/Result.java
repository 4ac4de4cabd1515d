package io.polytomic.operator.benchmarks;

import java.util.EnumMap;
import java.util.Map;

/**
 * What was measured of one operator with one number of objects.
 *
 * @param writes API-server writes until all were Ready, an object
 * @param calls remote calls until all were Ready, an object
 * @param restCalls remote calls at rest, an hour
 */
record Result(
        String candidate,
        String description,
        int objects,
        int organizations,
        int memoryMegabytes,
        Map<Figure, Double> figures,
        Map<String, Double> writes,
        Map<String, Double> calls,
        Map<String, Double> restCalls) {
    Result {
        figures = figures.isEmpty() ? new EnumMap<>(Figure.class) : new EnumMap<>(figures);
    }

    Double get(Figure figure) {
        return figures.get(figure);
    }
}
