package io.polytomic.operator.benchmarks;

import java.util.List;

/** Measured times in order. Percentiles are nearest-rank: always a time that was measured. */
record Percentiles(List<Double> sorted) {
    Percentiles {
        sorted = sorted.stream().sorted().toList();
    }

    double at(double percent) {
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(rank, 1) - 1);
    }

    double max() {
        return at(100);
    }
}
