package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
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

    /** Records written by then: they grow with the time the execution takes, and stand still once it has ended. */
    long done(Instant now) {
        if (status.equals("completed")) {
            return rows - script.errorCount();
        }
        if (startedAt == null) {
            return 0;
        }
        long went = Duration.between(startedAt, completedAt == null ? now : completedAt)
                .toMillis();
        long whole = Math.max(1, script.duration().toMillis());
        return Math.min(rows * 9 / 10, rows * went / whole);
    }

    ObjectNode json(Instant now) {
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
                .put("insert", done(now))
                .put("update", 0)
                .put("upserts", 0)
                .put("delete", 0)
                .put("error", errors())
                .put("warnings", isOver() ? script.warningCount() : 0);
        ArrayNode texts = json.putArray("errors");
        if (status.equals("failed") || errors() > 0 && script.message() != null) {
            message().lines().forEach(texts::add);
        }
        return json;
    }

    String message() {
        return script.message() == null ? "the target refused the connection" : script.message();
    }
}
