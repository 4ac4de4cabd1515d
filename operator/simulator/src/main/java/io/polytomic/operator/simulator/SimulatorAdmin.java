package io.polytomic.operator.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The strings behind the scene. Safe to call from any thread. */
public final class SimulatorAdmin {
    private final World world;
    private final Script script;
    private final Journal journal;
    private final WorldEdits edits;
    private final ModelEdits models;

    SimulatorAdmin(World world, Script script, Journal journal) {
        this.world = world;
        this.script = script;
        this.journal = journal;
        this.edits = new WorldEdits(world);
        this.models = new ModelEdits(world, edits);
    }

    /** Moves the simulated clock; everything due meanwhile happens in order, at its own time. */
    public void advance(Duration by) {
        synchronized (world) {
            world.clock.advance(by);
            world.settle();
        }
    }

    /** Simulated time. */
    public Instant now() {
        synchronized (world) {
            world.settle();
            return world.now();
        }
    }

    void settle() {
        now();
    }

    /** Requests to /api, in the order they arrived; the newest 50,000. */
    public List<JournalEntry> journal() {
        return journalSince(0);
    }

    /** Entries whose sequence is greater. */
    public List<JournalEntry> journalSince(long sequence) {
        return journal.since(sequence);
    }

    /** Forgets the entries; the sequence goes on. */
    public void clearJournal() {
        journal.clear();
    }

    /** Adds a fault behind those there are. */
    public void fault(Fault fault) {
        script.add(fault);
    }

    public void clearFaults() {
        script.clear();
    }

    /**
     * Answers an open question of the API in another way, see SEED.md.
     *
     * @throws IllegalArgumentException naming what is allowed
     */
    public void setSwitch(String name, String value) {
        synchronized (world) {
            world.switches.set(name, value);
        }
    }

    /** All switches and where they stand. */
    public Map<String, String> switches() {
        synchronized (world) {
            return world.switches.all();
        }
    }

    /** Reads and edits that do not go through the API. */
    public WorldEdits world() {
        return edits;
    }

    /** As {@link #world}, for model syncs. */
    public ModelEdits models() {
        return models;
    }

    /** What the sync selected after every change of selection or active, oldest first; at most 1,000. */
    public List<SelectionSnapshot> history(String syncId) {
        return historySince(syncId, 0);
    }

    /** As {@link #history}, only what came after that sequence. */
    public List<SelectionSnapshot> historySince(String syncId, long sequence) {
        synchronized (world) {
            return edits.known(syncId).snapshots.stream()
                    .filter(snapshot -> snapshot.sequence() > sequence)
                    .map(SimulatorAdmin::expanded)
                    .toList();
        }
    }

    private static SelectionSnapshot expanded(BulkSync.Snapshot snapshot) {
        Map<String, SelectionSnapshot.SchemaSelection> schemas = new LinkedHashMap<>();
        for (String id : snapshot.catalog().ids()) {
            SchemaState state = snapshot.selection().getOrDefault(id, SchemaState.OFF);
            Map<String, SelectionSnapshot.FieldSelection> fields = new LinkedHashMap<>();
            snapshot.catalog().get(id).fields().keySet().forEach(field -> {
                FieldState chosen = state.field(field);
                fields.put(field, new SelectionSnapshot.FieldSelection(chosen.enabled(), chosen.obfuscated()));
            });
            schemas.put(id, new SelectionSnapshot.SchemaSelection(state.enabled(), fields));
        }
        return new SelectionSnapshot(snapshot.sequence(), snapshot.time(), snapshot.active(), schemas);
    }
}
