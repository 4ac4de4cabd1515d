package io.polytomic.operator.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Follows the simulator's journal: counts calls by route, and remembers when it first saw those it was told to look for. */
final class RemoteJournal implements AutoCloseable {
    private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** A call, without what makes it one of many. */
    record Seen(String method, String path, String query) {
        String route() {
            var general = path.replaceAll(ID, "{id}").replaceAll("/schemas/[^/]+", "/schemas/{schema}");
            return method + " " + general + question();
        }

        private String question() {
            return query.startsWith("all=") ? "?all=true" : query.startsWith("sync_id=") ? "?sync_id=" : "";
        }

        boolean isWrite() {
            return !method.equals("GET");
        }
    }

    /** Seen by the given time of {@link System#nanoTime()}. */
    record Sighting(Seen call, long at) {}

    private final RemoteApi remote;
    private final Thread thread;
    private final Map<String, Double> counts = new TreeMap<>();
    private final Set<Long> known = new HashSet<>();
    private final Map<String, Sighting> awaited = new ConcurrentHashMap<>();
    private volatile Predicate<Seen> wanted = call -> false;
    private volatile Duration interval = Duration.ofMillis(200);
    private volatile boolean closed;
    private volatile RuntimeException failure;
    private volatile long lastCall = System.nanoTime();
    /** Calls are numbered from 1 when they arrive and listed when they were answered; all up to this one are known. */
    private long complete;

    RemoteJournal(RemoteApi remote) {
        this.remote = remote;
        this.thread = new Thread(this::follow, "journal");
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        while (!closed) {
            try {
                read();
                Thread.sleep(interval.toMillis()); // the journal is in another process and tells nobody that it grew
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                failure = closed ? null : e;
                return;
            }
        }
    }

    private synchronized void read() {
        var entries = remote.journal(complete);
        long now = System.nanoTime();
        for (var entry : entries) {
            if (known.add(entry.path("sequence").asLong())) {
                take(entry, now);
            }
        }
        while (known.remove(complete + 1)) {
            complete++;
        }
    }

    private void take(JsonNode entry, long now) {
        var call = new Seen(
                entry.path("method").asText(),
                entry.path("path").asText(),
                entry.path("query").asText());
        counts.merge(call.route(), 1.0, Double::sum);
        lastCall = now;
        if (wanted.test(call)) {
            awaited.putIfAbsent(call.path(), new Sighting(call, now));
        }
    }

    /** From now on remembers, by path, when the first of such calls was seen; looks as often as given. */
    void lookFor(Predicate<Seen> calls, Duration every) {
        awaited.clear();
        wanted = calls;
        interval = every;
    }

    /** As before {@link #lookFor}. */
    void rest() {
        wanted = call -> false;
        interval = Duration.ofMillis(200);
    }

    /** By path, since {@link #lookFor}. */
    Map<String, Sighting> sightings() {
        if (failure != null) {
            throw failure;
        }
        return awaited;
    }

    /** When the newest call was seen. */
    long lastCallAt() {
        return lastCall;
    }

    synchronized Counts counts() {
        read();
        return Counts.of(counts);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
