package io.polytomic.operator.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** What was asked and answered; keeps the newest entries. */
final class Journal {
    private static final int KEPT = 50_000;

    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private long sequence;

    synchronized long nextSequence() {
        return ++sequence;
    }

    synchronized void add(JournalEntry entry) {
        if (entries.size() == KEPT) {
            entries.removeFirst();
        }
        entries.addLast(entry);
    }

    /** Entries with a greater sequence, in the order of their end. */
    synchronized List<JournalEntry> since(long sequence) {
        List<JournalEntry> found = new ArrayList<>();
        for (JournalEntry entry : entries) {
            if (entry.sequence() > sequence) {
                found.add(entry);
            }
        }
        found.sort(Comparator.comparingLong(JournalEntry::sequence));
        return found;
    }

    synchronized void clear() {
        entries.clear();
    }
}
