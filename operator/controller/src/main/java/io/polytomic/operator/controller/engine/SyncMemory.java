package io.polytomic.operator.controller.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this process remembers of one object between passes. Losing it at a restart costs a read or a wait, never safety:
 * what safety needs stands in status.
 */
final class SyncMemory {
    /** Corrections of one path within {@link #CONTEST_WINDOW} that make it contested. */
    static final int CONTEST_LIMIT = 3;

    static final Duration CONTEST_WINDOW = Duration.ofHours(1);

    /** One memory an object, by uid. */
    static final class Book {
        private final Map<String, SyncMemory> byUid = new ConcurrentHashMap<>();

        SyncMemory of(String uid) {
            return byUid.computeIfAbsent(uid, k -> new SyncMemory());
        }

        void forget(String uid) {
            byUid.remove(uid);
        }
    }

    private final Map<String, Deque<Instant>> corrections = new HashMap<>();
    private long generation = -1;
    private Instant seenSince = Instant.MAX;
    private Instant lastFullLook;
    private boolean demanded;
    private String refreshedFor;
    private String notAccepted;
    private boolean requestChecked;

    /** The object was met in this generation. */
    synchronized void seen(long now, Instant at) {
        if (now != generation) {
            generation = now;
            seenSince = at;
        }
    }

    /** Since when this process knows the present generation. */
    synchronized Instant seenSince() {
        return seenSince;
    }

    synchronized void looked(Instant at) {
        lastFullLook = at;
        demanded = false;
    }

    /** Somebody saw something that only a full look can settle. */
    synchronized void demandLook() {
        demanded = true;
    }

    synchronized boolean lookIsDemanded() {
        return demanded;
    }

    synchronized Instant lastFullLook() {
        return lastFullLook;
    }

    /** True the first time for this text: a schema cache is refreshed once for a manifest, not at every pass. */
    synchronized boolean firstRefreshFor(String unknown) {
        boolean first = !unknown.equals(refreshedFor);
        refreshedFor = unknown;
        return first;
    }

    /** The request of a run was held against what the sync and its destination can do. */
    synchronized void requestChecked() {
        requestChecked = true;
    }

    synchronized boolean requestWasChecked() {
        return requestChecked;
    }

    synchronized void notAccepted(String hash) {
        notAccepted = hash;
    }

    synchronized boolean wasNotAccepted(String hash) {
        return hash.equals(notAccepted);
    }

    /** Counts a correction. */
    synchronized void corrected(String what, Instant at) {
        corrections.computeIfAbsent(what, k -> new ArrayDeque<>()).add(at);
    }

    /** Whether it was corrected too often within the window. */
    synchronized boolean isContested(String what, Instant at) {
        var times = corrections.getOrDefault(what, new ArrayDeque<>());
        times.removeIf(time -> time.plus(CONTEST_WINDOW).isBefore(at));
        return times.size() >= CONTEST_LIMIT;
    }

    /** A person asks to try again what was given up. */
    synchronized void startAfresh() {
        corrections.clear();
        notAccepted = null;
        refreshedFor = null;
    }
}
