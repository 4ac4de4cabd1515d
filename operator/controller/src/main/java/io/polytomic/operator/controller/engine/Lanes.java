package io.polytomic.operator.controller.engine;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.polytomic.operator.client.Priority;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How many passes that talk to the API go on at a time, a lane each {@link Priority}. A pass holds its thread while it
 * waits for the request budget, so without lanes two thousand new objects would hold every thread there is, and an edit of
 * one object would wait behind all of them. Who finds its lane full leaves at once, keeps its place in the order of arrival
 * and is woken when it is its turn. Safe for threads.
 */
public final class Lanes {
    /** Sweeps and objects in error are never urgent: a few at a time. */
    private static final int SLOW = 2;

    /** Threads that no lane can hold: passes that need no call, and the organizations. */
    private static final int FREE = 4;

    /** When who waits looks again by itself, should a wake-up be lost. */
    static final Duration AT_THE_LATEST = Duration.ofMinutes(1);

    private static final class Lane {
        private final int width;
        private final Map<ResourceID, Turn> line = new LinkedHashMap<>();
        private int inside;

        Lane(int width) {
            this.width = width;
        }
    }

    private enum Turn {
        WAITS,
        WOKEN
    }

    private final Map<Priority, Lane> lanes = new EnumMap<>(Priority.class);

    private final Consumer<ResourceID> wake;

    /**
     * @param width passes that go on side by side in each of the lanes people wait for
     * @param wake tells an object that it is its turn to come again
     */
    public Lanes(int width, Consumer<ResourceID> wake) {
        this.wake = wake;
        for (var priority : Priority.values()) {
            lanes.put(priority, new Lane(width(priority, width)));
        }
    }

    private static int width(Priority priority, int width) {
        return priority == Priority.SWEEP || priority == Priority.ERROR ? Math.min(SLOW, width) : width;
    }

    /** Threads with which full lanes hold up nothing else. */
    public static int threadsFor(int width) {
        int all = FREE;
        for (var priority : Priority.values()) {
            all += width(priority, width);
        }
        return all;
    }

    /** Does the pass if its lane has room; empty when it had none and nothing was done. */
    public <T> Optional<T> through(Priority priority, HasMetadata object, Supplier<T> pass) {
        var id = ResourceID.fromResource(object);
        giveUp(id, lane -> lane != lanes.get(priority));
        if (!enter(priority, id)) {
            return Optional.empty();
        }
        try {
            return Optional.of(pass.get());
        } finally {
            leave(priority);
        }
    }

    private synchronized boolean enter(Priority priority, ResourceID object) {
        var lane = lanes.get(priority);
        if (lane.inside >= lane.width) {
            lane.line.put(object, Turn.WAITS);
            return false;
        }
        lane.line.remove(object);
        lane.inside++;
        return true;
    }

    private void leave(Priority priority) {
        Optional<ResourceID> next;
        synchronized (this) {
            lanes.get(priority).inside--;
            next = next(lanes.get(priority));
        }
        next.ifPresent(wake);
    }

    private static Optional<ResourceID> next(Lane lane) {
        var next = lane.line.entrySet().stream()
                .filter(entry -> entry.getValue() == Turn.WAITS)
                .findFirst();
        next.ifPresent(entry -> entry.setValue(Turn.WOKEN));
        return next.map(Map.Entry::getKey);
    }

    /** The object has nothing to do any more, or is gone: its turn is another one's. */
    public void giveUp(HasMetadata object) {
        giveUp(ResourceID.fromResource(object), lane -> true);
    }

    private void giveUp(ResourceID id, Predicate<Lane> which) {
        List<ResourceID> turns;
        synchronized (this) {
            turns = lanes.values().stream()
                    .filter(which)
                    .filter(lane -> lane.line.remove(id) == Turn.WOKEN && lane.inside < lane.width)
                    .flatMap(lane -> next(lane).stream())
                    .toList();
        }
        turns.forEach(wake);
    }

    /** Objects that wait for their turn, by priority. */
    public synchronized Map<Priority, Integer> waiting() {
        var counts = new EnumMap<Priority, Integer>(Priority.class);
        lanes.forEach((priority, lane) -> counts.put(priority, lane.line.size()));
        return counts;
    }
}
