package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;

/** One run of a model sync. Guarded by the lock of the world. */
final class ModelExecution {
    private static final Set<String> TERMINAL = Set.of("completed", "canceled", "failed", "interrupted");

    final String id;
    final String type;
    final ExecutionScript script;
    final long rows;
    final Instant createdAt;
    String status = "created";
    Instant startedAt;
    Instant completedAt;

    ModelExecution(String id, String type, ExecutionScript script, long rows, Instant createdAt) {
        this.id = id;
        this.type = type;
        this.script = script;
        this.rows = rows;
        this.createdAt = createdAt;
    }

    boolean isOver() {
        return TERMINAL.contains(status);
    }

    void move(String to, Instant now) {
        status = to;
        if (to.equals("running")) {
            startedAt = now;
        }
        if (isOver()) {
            completedAt = now;
        }
    }

    long errors() {
        return isOver() ? script.errorCount() : 0;
    }

    long done() {
        return status.equals("completed") ? rows - script.errorCount() : startedAt == null ? 0 : rows / 2;
    }

    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("type", type)
                .put("status", status)
                .put("created_at", createdAt.toString())
                .put("version", BulkSyncJson.SERVER_RELEASE);
        Json.put(json, "started_at", startedAt);
        Json.put(json, "completed_at", completedAt);
        json.putObject("counts")
                .put("total", rows)
                .put("insert", done())
                .put("update", 0)
                .put("upserts", 0)
                .put("delete", 0)
                .put("error", errors())
                .put("warnings", isOver() ? script.warningCount() : 0);
        if (status.equals("failed")) {
            json.putArray("errors").add(message());
        } else {
            json.putArray("errors");
        }
        return json;
    }

    String message() {
        return script.message() == null ? "the target refused the connection" : script.message();
    }
}
