package io.polytomic.operator.simulator;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What will happen by itself, ordered by simulated time, then by the order it was noted. Guarded by the lock of the world. */
final class Agenda {
    private record Item(Instant time, long order, Runnable deed) {}

    private final PriorityQueue<Item> items =
            new PriorityQueue<>(Comparator.comparing(Item::time).thenComparing(Item::order));
    private long order;

    void at(Instant time, Runnable deed) {
        items.add(new Item(time, order++, deed));
    }

    /** Time of the first item that is due, or null. */
    Instant due(Instant now) {
        Item first = items.peek();
        return first == null || first.time().isAfter(now) ? null : first.time();
    }

    void runFirst() {
        items.remove().deed().run();
    }
}
