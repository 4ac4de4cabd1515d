package io.polytomic.operator.controller.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is to be looked at and when, as the queue of the framework keeps it: each object once. */
final class WorkQueue {
    private final Map<String, Instant> due = new TreeMap<>();
    private final WorldTime time;

    WorkQueue(WorldTime time) {
        this.time = time;
    }

    void wakeSync(String name) {
        due.put(sync(name), time.now());
    }

    void wakeRun(String name) {
        due.put(run(name), time.now());
    }

    void wakeModel(String name) {
        due.put(model(name), time.now());
    }

    static String sync(String name) {
        return "sync/" + name;
    }

    static String run(String name) {
        return "run/" + name;
    }

    static String model(String name) {
        return "model/" + name;
    }

    /** No later than that from now. */
    void later(String key, Duration in) {
        due.merge(key, time.now().plus(in), (a, b) -> a.isBefore(b) ? a : b);
    }

    /** When something is due, not later than {@code latest}. */
    Instant next(Instant latest) {
        return due.values().stream()
                .filter(at -> at.isBefore(latest))
                .min(Instant::compareTo)
                .orElse(latest);
    }

    boolean isIdle() {
        return due.values().stream().allMatch(at -> at.isAfter(time.now()));
    }

    /** Takes out what is due first, if anything is. */
    Optional<String> poll() {
        var first = due.entrySet().stream()
                .filter(e -> !e.getValue().isAfter(time.now()))
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
        first.ifPresent(due::remove);
        return first;
    }
}
