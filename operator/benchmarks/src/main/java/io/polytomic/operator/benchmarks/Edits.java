package io.polytomic.operator.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A person edits one object after another; each edit is timed until its write arrives at the remote API. The objects lie
 * apart, in at least four organizations of a large fleet: an edit costs eight calls, and no budget is to be what is measured.
 */
final class Edits {
    private static final Duration OFTEN = Duration.ofMillis(10);

    private final Trial trial;
    private final Duration every;
    private final int count;
    private final int stride;
    private final Map<String, Long> sent = new HashMap<>();
    private Percentiles times = new Percentiles(List.of());

    /** @param among so many of the first objects, at least {@code count} if there are */
    Edits(Trial trial, Duration every, int count, int among) {
        this.trial = trial;
        this.every = every;
        this.count = Math.min(count, among);
        this.stride = Math.max(1, among / Math.max(1, this.count));
    }

    /** Edits them all, waits for the last write, and puts everything back as it was. */
    void run() {
        trial.journal()
                .lookFor(call -> call.method().equals("PATCH") && call.path().endsWith("/schemas"), OFTEN);
        switchAll(false);
        await();
        var seconds = new ArrayList<Double>();
        sent.forEach(
                (path, at) -> seconds.add((trial.journal().sightings().get(path).at() - at) / 1e9));
        times = new Percentiles(seconds);
        trial.journal()
                .lookFor(call -> call.method().equals("PATCH") && call.path().endsWith("/schemas"), OFTEN);
        sent.clear();
        switchAll(true);
        await();
        trial.journal().rest();
    }

    private void switchAll(boolean on) {
        for (int i = 0; i < count; i++) {
            int number = i * stride;
            sent.put("/api/bulk/syncs/" + trial.syncId(number) + "/schemas", System.nanoTime());
            trial.objects().switchLastSchema(number, on);
            Waiting.pause(every);
        }
    }

    private void await() {
        Waiting.until(
                "the last edit to arrive",
                () -> trial.journal().sightings().keySet().containsAll(sent.keySet()));
    }

    Percentiles times() {
        return times;
    }
}
