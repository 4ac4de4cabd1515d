package io.polytomic.operator.benchmarks;

import java.time.Duration;

/**
 * A commit brings two thousand new syncs and three hundred broken ones to an organization that may ask five times a second:
 * what a person who edits, or starts a run, still gets. An edit costs eight calls, so one every four seconds is two fifths of
 * the budget.
 */
final class Pressure {
    private static final int GOOD = 2000;
    private static final int BROKEN = 300;
    private static final int EDITS = 12;
    private static final int REQUESTS_A_MINUTE = 300;
    private static final Duration EVERY = Duration.ofSeconds(4);
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final String CREATE = "POST /api/bulk/syncs";

    private final Trial trial;

    Pressure(Trial trial) {
        this.trial = trial;
    }

    void measure() {
        trial.objects().budget(REQUESTS_A_MINUTE);
        trial.objects().createCrowd(GOOD, BROKEN);
        double creations = creations();
        Waiting.until("creations to go on", () -> creations() > creations + 2);

        var before = trial.journal().counts();
        long start = System.nanoTime();
        int organizations = trial.objects().seed().organizations();
        var edits = new Edits(trial, EVERY, EDITS, EDITS * organizations);
        edits.run();
        run((EDITS + 1) * organizations);
        double minutes = Waiting.secondsSince(start) / 60;
        var meanwhile = trial.journal().counts().since(before);
        trial.set(Figure.PRESSURE_EDIT_P50, edits.times().at(50) * 1000);
        trial.set(Figure.PRESSURE_EDIT_MOST, edits.times().max() * 1000);
        trial.set(Figure.PRESSURE_CREATED, meanwhile.byName().getOrDefault(CREATE, 0.0) / minutes);
        trial.set(Figure.PRESSURE_CALLS, meanwhile.total() / minutes);
    }

    private double creations() {
        return trial.journal().counts().byName().getOrDefault(CREATE, 0.0);
    }

    private void run(int number) {
        var path = "/api/bulk/syncs/" + trial.syncId(number) + "/executions";
        trial.journal().lookFor(call -> call.isWrite() && call.path().equals(path), OFTEN);
        long asked = System.nanoTime();
        trial.objects().run(number);
        Waiting.until("the run to start", () -> trial.journal().sightings().containsKey(path));
        trial.set(Figure.PRESSURE_RUN, (trial.journal().sightings().get(path).at() - asked) / 1e9);
        trial.journal().rest();
    }
}
