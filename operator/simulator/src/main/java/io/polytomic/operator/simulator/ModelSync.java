package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** A model sync: its configuration is what the seed says, only active and its runs move. Guarded by the lock of the world. */
final class ModelSync {
    final String id;
    final String organizationId;
    /** Members of SyncResponse. */
    final ObjectNode configuration;

    final Instant createdAt;
    final Actor createdBy;
    final Deque<ModelExecution> executions = new ArrayDeque<>();
    ExecutionScript script = ExecutionScript.completes();
    boolean active;
    Instant updatedAt;
    Actor updatedBy;
    ModelExecution current;
    ModelExecution last;
    Instant nextExecution;
    long planned;

    ModelSync(String id, String organizationId, ObjectNode configuration, Instant createdAt, Actor createdBy) {
        this.id = id;
        this.organizationId = organizationId;
        this.configuration = configuration;
        this.createdAt = createdAt;
        this.createdBy = createdBy;
        this.updatedAt = createdAt;
        this.updatedBy = createdBy;
    }

    String targetConnectionId() {
        return configuration.path("target").path("connection_id").asText("");
    }

    String name() {
        return configuration.path("name").asText("");
    }

    private ObjectNode common() {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("organization_id", organizationId)
                .put("name", name())
                .put("active", active)
                .put("created_at", createdAt.toString())
                .put("updated_at", updatedAt.toString());
        json.set("created_by", createdBy.json());
        json.set("updated_by", updatedBy.json());
        return json;
    }

    ObjectNode json() {
        ObjectNode json = configuration.deepCopy();
        json.setAll(common());
        return json;
    }

    /** What runs and what ran last, as Get Sync Status tells it. */
    ObjectNode status(Instant now) {
        ObjectNode json = Json.object();
        if (current != null) {
            json.set("current_execution", current.json(now));
        }
        if (last != null) {
            json.set("last_execution", last.json(now));
        }
        Json.put(json, "next_execution_time", nextExecution);
        return json;
    }

    /** The light item of the list. */
    ObjectNode item() {
        ObjectNode json = common();
        for (String member : new String[] {
            "mode", "model_ids", "schedule", "only_enrich_updates", "skip_initial_backfill", "sync_all_records"
        }) {
            if (configuration.has(member)) {
                json.set(member, configuration.get(member));
            }
        }
        json.put("target_connection_id", targetConnectionId());
        return json.put(
                "target_object", configuration.path("target").path("object").asText(""));
    }
}
