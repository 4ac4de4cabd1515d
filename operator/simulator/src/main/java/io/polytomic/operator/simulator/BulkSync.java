package io.polytomic.operator.simulator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A bulk sync. Guarded by the lock of the world. */
final class BulkSync {
    static final int KEPT_EXECUTIONS = 200;
    static final int KEPT_SNAPSHOTS = 1_000;

    /** A snapshot that shares the immutable state it was taken of. */
    record Snapshot(long sequence, Instant time, boolean active, Catalog catalog, Map<String, SchemaState> selection) {}

    final String id;
    final String organizationId;
    final Instant createdAt;
    final Actor createdBy;

    SyncSettings settings;
    /** By schema id; immutable, shared with the catalog where possible. A schema without entry is off. */
    Map<String, SchemaState> selection = Map.of();

    Instant updatedAt;
    Actor updatedBy;
    List<String> subscribers = List.of();
    Long ingestionFailureThreshold;
    Ingestion ingestion;

    /** Newest first. */
    final Deque<Execution> executions = new ArrayDeque<>(2);

    Execution current;
    Execution last;
    Instant nextExecution;
    long planned;
    boolean deleted;

    final Deque<Snapshot> snapshots = new ArrayDeque<>(2);
    final Deque<ExecutionScript> scripts = new ArrayDeque<>(1);
    ExecutionScript script = ExecutionScript.completes();
    boolean ranBefore;

    BulkSync(String id, String organizationId, Instant createdAt, Actor createdBy) {
        this.id = id;
        this.organizationId = organizationId;
        this.createdAt = createdAt;
        this.createdBy = createdBy;
    }

    SchemaState schema(String schemaId) {
        return selection.getOrDefault(schemaId, SchemaState.OFF);
    }

    void remember(Snapshot snapshot) {
        if (snapshots.size() == KEPT_SNAPSHOTS) {
            snapshots.removeFirst();
        }
        snapshots.addLast(snapshot);
    }

    void remember(Execution execution) {
        if (executions.size() == KEPT_EXECUTIONS) {
            executions.removeLast();
        }
        executions.addFirst(execution);
    }
}
