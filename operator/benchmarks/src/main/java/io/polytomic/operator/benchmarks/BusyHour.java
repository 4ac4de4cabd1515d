package io.polytomic.operator.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Everything at once: some syncs run, a burst of statuses changes, executions end one after another, and a person edits.
 * Edits are timed to the remote write, ends of executions to the status.
 */
final class BusyHour {
    private static final int RUNNING = 50;
    private static final int BURST = 1000;
    private static final int ADMIN_THREADS = 8;
    private static final Duration EDIT_EVERY = Duration.ofMillis(200);
    private static final Duration CHANGE_EVERY = Duration.ofMillis(300);

    private final Trial trial;
    private final int size;

    BusyHour(Trial trial) {
        this.trial = trial;
        this.size = trial.objects().size();
    }

    void measure() {
        var running = last(RUNNING);
        Parallel.each(running, ADMIN_THREADS, number -> trial.remote().startEndless(trial.syncId(number)));
        var burst = IntStream.range(size / 2, Math.max(size / 2, Math.min(size / 2 + BURST, size - RUNNING)))
                .boxed()
                .toList();
        Parallel.each(burst, ADMIN_THREADS, number -> trial.remote().runOnce(trial.syncId(number)));
        int changes = number(CHANGE_EVERY);
        var edits = new Edits(trial, EDIT_EVERY, number(EDIT_EVERY), size / 2 - changes);
        var editing = new Thread(edits::run, "edits");
        editing.start();
        var changed = changes(changes);
        join(editing);
        trial.set(Figure.EDIT_BUSY_P50, edits.times().at(50) * 1000);
        trial.set(Figure.EDIT_BUSY_P99, edits.times().at(99) * 1000);
        trial.set(Figure.CHANGE_BUSY_P50, changed.at(50));
        trial.set(Figure.CHANGE_BUSY_P99, changed.at(99));
        endAll(running);
    }

    private int number(Duration every) {
        return Math.min(size / 4, (int) trial.load().busy().dividedBy(every));
    }

    private List<Integer> last(int count) {
        return IntStream.range(Math.max(0, size - count), size).boxed().toList();
    }

    /** Executions end evenly over the time; the syncs lie between those that are edited and the burst. */
    private Percentiles changes(int count) {
        Map<String, Long> ended = new HashMap<>();
        for (int i = 0; i < count; i++) {
            var execution = trial.remote().runOnce(trial.syncId(size / 2 - 1 - i));
            ended.put(execution, System.nanoTime());
            Waiting.pause(CHANGE_EVERY);
        }
        var seconds = new ArrayList<Double>();
        long last = System.nanoTime();
        ended.forEach((execution, at) -> {
            var seen = trial.view().endedAt(execution);
            if (seen == null
                    && System.nanoTime() - last < Duration.ofSeconds(60).toNanos()) {
                Waiting.until(
                        "a remote change to be in status", () -> trial.view().endedAt(execution) != null);
                seen = trial.view().endedAt(execution);
            }
            seconds.add((seen - at) / 1e9);
        });
        return new Percentiles(seconds);
    }

    private void endAll(List<Integer> running) {
        Parallel.each(running, ADMIN_THREADS, number -> trial.remote().finish(trial.syncId(number)));
        Waiting.pause(Duration.ofSeconds(12)); // one poll
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
