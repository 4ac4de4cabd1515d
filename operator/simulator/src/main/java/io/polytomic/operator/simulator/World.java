package io.polytomic.operator.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * The whole state of the simulated service, and its time. One lock (this object) guards all of it: every request and every edit is
 * one step, so that what happened has an order.
 */
final class World {
    final Switches switches = new Switches();
    final SimulatedClock clock;
    final Agenda agenda = new Agenda();
    final Map<String, Organization> organizations = new LinkedHashMap<>();
    final Map<String, ApiKey> keys = new LinkedHashMap<>();
    final Map<String, Connection> connections = new LinkedHashMap<>();
    final Map<String, BulkSync> syncs = new LinkedHashMap<>();
    final Map<String, ModelSync> modelSyncs = new LinkedHashMap<>();

    final EventFeed events = new EventFeed(this);
    final Webhooks webhooks = new Webhooks(this);
    final Jobs jobs = new Jobs(this);
    final SchemaCache schemaCache = new SchemaCache(this);
    final Executions executions = new Executions(this);
    final Scheduler scheduler = new Scheduler(this);
    final Selections selections = new Selections(this);
    final SettingsReader settings = new SettingsReader(this);
    final BulkSyncs bulkSyncs = new BulkSyncs(this);
    final ModelRuns modelRuns = new ModelRuns(this);

    private final Random random = new Random(20250918);
    private Instant now;
    private long changes;
    private long snapshots;

    World(SimulatedClock clock) {
        this.clock = clock;
        this.now = clock.now();
    }

    Instant now() {
        return now;
    }

    /** Lets everything happen that is due by now, each at its own time. */
    void settle() {
        Instant target = clock.now();
        for (Instant due = agenda.due(target); due != null; due = agenda.due(target)) {
            now = due.isAfter(now) ? due : now;
            agenda.runFirst();
        }
        now = target.isAfter(now) ? target : now;
    }

    /** A write takes a millisecond: two writes never share a time. */
    void tick() {
        clock.advance(Duration.ofMillis(1));
        settle();
    }

    void after(Duration delay, Runnable deed) {
        agenda.at(now.plus(delay), deed);
    }

    String newId() {
        long high = random.nextLong() & 0xffffffffffff0fffL | 0x4000L;
        long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** Counts changes of state, so that a request can tell whether it had an effect. */
    void changed() {
        changes++;
    }

    long changes() {
        return changes;
    }

    Connection connection(String organizationId, String id) {
        Connection found = connections.get(id);
        if (found == null || found.deleted || !found.organizationId.equals(organizationId)) {
            throw ApiProblem.notFound("connection", id);
        }
        return found;
    }

    Catalog catalogOf(BulkSync sync) {
        Connection source = connections.get(sync.settings.sourceConnectionId());
        return source == null ? Catalog.EMPTY : source.catalog();
    }

    /** Notes what the sync reads from now on. */
    void snapshot(BulkSync sync) {
        changed();
        sync.remember(new BulkSync.Snapshot(++snapshots, now, sync.settings.active(), catalogOf(sync), sync.selection));
    }
}
