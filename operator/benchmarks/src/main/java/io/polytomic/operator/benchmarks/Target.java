package io.polytomic.operator.benchmarks;

import io.polytomic.operator.benchmarks.micro.MicroResult;
import java.util.ArrayList;
import java.util.List;

/**
 * What was promised and what was measured.
 *
 * @param id names its reason in reasons.properties
 * @param exactly the limit is the only good value
 */
record Target(String id, String sentence, double limit, double measured, String unit, boolean exactly) {
    private static final double ROUNDING = 0.05;

    /** What came of it. */
    enum Verdict {
        MET("met"),
        MISSED("**missed**"),
        NOT_MEASURED("not measured");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    Verdict verdict() {
        if (Double.isNaN(measured)) {
            return Verdict.NOT_MEASURED;
        }
        boolean met = exactly ? Math.abs(measured - limit) <= ROUNDING : measured <= limit;
        return met ? Verdict.MET : Verdict.MISSED;
    }

    static List<Target> of(Run run) {
        var targets = new ArrayList<Target>();
        targets.add(ratio(
                run, "cpu-1000", "operator CPU per API-server CPU, to Go, at 1,000", 1000, Figure.CPU_RATIO, 2.5));
        targets.add(ratio(
                run, "cpu-3000", "operator CPU per API-server CPU, to Go, at 3,000", 3000, Figure.CPU_RATIO, 1.6));
        targets.add(ratio(run, "ready-1000", "time to Ready, to Go, at 1,000", 1000, Figure.READY, 1.25));
        targets.add(ratio(run, "ready-3000", "time to Ready, to Go, at 3,000", 3000, Figure.READY, 1.25));
        targets.add(most(run, "rss-1000", "peak resident memory at 1,000", 1000, Figure.RSS_PEAK, 155));
        targets.add(most(run, "rss-3000", "peak resident memory at 3,000", 3000, Figure.RSS_PEAK, 220));
        targets.add(most(run, "rss-10000", "peak resident memory at 10,000", 10_000, Figure.RSS_PEAK, 400));
        for (int size : run.sizes()) {
            targets.add(exactly(
                    run, "writes", "API-server writes an object until Ready", size, Figure.WRITES_AN_OBJECT, 3));
        }
        for (int size : run.sizes()) {
            targets.add(
                    exactly(run, "restart-writes", "API-server writes of a restart", size, Figure.RESTART_WRITES, 0));
            targets.add(exactly(
                    run, "restart-remote", "remote writes of a restart", size, Figure.RESTART_REMOTE_WRITES, 0));
        }
        for (int size : run.sizes()) {
            targets.add(exactly(run, "rest-writes", "API-server writes at rest", size, Figure.IDLE_WRITES, 0));
            targets.add(exactly(run, "rest-remote", "remote writes at rest", size, Figure.IDLE_REMOTE_WRITES, 0));
        }
        targets.add(most(run, "idle", "idle CPU at 3,000", 3000, Figure.IDLE_CPU, 0.3));
        for (int size : run.sizes()) {
            targets.add(calls(run, size));
        }
        targets.add(most(
                run,
                "edit",
                "spec edit to remote write, p99, 10,000 objects at rest",
                10_000,
                Figure.EDIT_REST_P99,
                1000));
        targets.add(planner(run));
        return targets;
    }

    private static Target ratio(Run run, String id, String sentence, int size, Figure figure, double limit) {
        return new Target(
                id, sentence, limit, run.figure(Run.JAVA, size, figure) / run.figure(Run.GO, size, figure), "×", false);
    }

    private static Target most(Run run, String id, String sentence, int size, Figure figure, double limit) {
        return new Target(id, sentence, limit, run.figure(Run.JAVA, size, figure), figure.unit(), false);
    }

    private static Target exactly(Run run, String id, String sentence, int size, Figure figure, double limit) {
        return new Target(
                id,
                "%s, %,d objects".formatted(sentence, size),
                limit,
                run.figure(Run.JAVA, size, figure),
                figure.unit(),
                true);
    }

    private static Target calls(Run run, int size) {
        double sweep = run.figure(Run.JAVA, size, Figure.IDLE_SWEEP_CALLS);
        return new Target(
                "rest-calls",
                "remote calls at rest, %,d objects, without the sweep (%s)".formatted(size, Numbers.shortly(sweep)),
                3,
                run.figure(Run.JAVA, size, Figure.IDLE_CALLS) - sweep,
                Figure.IDLE_CALLS.unit(),
                true);
    }

    private static Target planner(Run run) {
        double measured = run.planner().stream()
                .filter(result -> result.name().equals("plan"))
                .mapToDouble(MicroResult::milliseconds)
                .findFirst()
                .orElse(Double.NaN);
        return new Target("plan", "a sync of 10,000 schemas is planned", 50, measured, "ms", false);
    }
}
