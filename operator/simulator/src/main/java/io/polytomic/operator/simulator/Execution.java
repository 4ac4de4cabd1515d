package io.polytomic.operator.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One run of a bulk sync. Schemas overlap: with n of them, number i works from i/(n+1) to (i+2)/(n+1) of the run; counts follow from
 * that, so nothing is kept per schema. Guarded by the lock of the world.
 */
final class Execution {
    static final Duration UNTIL_SCHEDULED = Duration.ofSeconds(1);
    static final Duration UNTIL_RUNNING = Duration.ofSeconds(2);
    static final Duration UNTIL_CANCELED = Duration.ofSeconds(2);
    private static final Set<String> TERMINAL = Set.of("completed", "canceled", "failed", "errors", "interrupted");

    /** What was asked for. */
    record Order(String type, String fetchMode, String resyncMode, boolean test, boolean partial, Schedule schedule) {}

    /** One schema of a run at one moment; times are null while they lie ahead. */
    record SchemaProgress(
            String schema, String status, String message, long records, Instant startedAt, Instant completedAt) {}

    final String id;
    final Order order;
    final ExecutionScript script;
    final List<String> schemas;
    final long[] rows;
    final Instant createdAt;
    final Map<String, Instant> canceledSchemas = new HashMap<>(0);

    String status = "created";
    String message = "";
    Instant updatedAt;
    Instant startedAt;
    Instant completedAt;
    String cancelReason;

    Execution(String id, Order order, ExecutionScript script, List<String> schemas, long[] rows, Instant createdAt) {
        this.id = id;
        this.order = order;
        this.script = script;
        this.schemas = schemas;
        this.rows = rows;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    boolean isOver() {
        return TERMINAL.contains(status);
    }

    private boolean isClean() {
        return status.equals("completed") || status.equals("errors");
    }

    boolean hangs() {
        return script.outcome().equals("hangs");
    }

    Instant plannedEnd() {
        Instant end = createdAt.plus(script.duration());
        Instant earliest = createdAt.plus(UNTIL_RUNNING);
        return end.isBefore(earliest) ? earliest : end;
    }

    void move(String to, Instant now) {
        status = to;
        updatedAt = now;
        if (to.equals("running")) {
            startedAt = now;
        }
        if (isOver()) {
            completedAt = now;
        }
    }

    long records(Instant now) {
        long sum = 0;
        for (int i = 0; i < schemas.size(); i++) {
            sum += recordsOf(i, now);
        }
        return sum;
    }

    long errors() {
        return isOver() ? script.errorCount() : 0;
    }

    long warnings() {
        return isOver() ? script.warningCount() : 0;
    }

    private long recordsOf(int index, Instant now) {
        return (long) (rows[index] * share(index, moment(schemas.get(index), now)));
    }

    private Instant moment(String schema, Instant now) {
        Instant until = completedAt == null || now.isBefore(completedAt) ? now : completedAt;
        Instant canceled = canceledSchemas.get(schema);
        return canceled == null || until.isBefore(canceled) ? until : canceled;
    }

    /** How much of a schema is done, 0 to 1. A run that hangs stays at one half; a failed schema does, too. */
    private double share(int index, Instant at) {
        if (startedAt == null) {
            return 0;
        }
        if (isClean() && !canceledSchemas.containsKey(schemas.get(index))) {
            return script.failedSchemas().containsKey(schemas.get(index)) ? 0.5 : 1;
        }
        double planned = Math.max(1, Duration.between(startedAt, plannedEnd()).toMillis());
        double run = Duration.between(startedAt, at).toMillis() / planned;
        double most = hangs() || script.failedSchemas().containsKey(schemas.get(index)) ? 0.5 : 1;
        return Math.max(0, Math.min(most, (run * (schemas.size() + 1) - index) / 2));
    }

    SchemaProgress progress(int index, Instant now) {
        String schema = schemas.get(index);
        Instant at = moment(schema, now);
        double share = share(index, at);
        String failure = script.failedSchemas().get(schema);
        Instant started = startOf(index, at);
        Instant ended = endOf(index);
        boolean passed = share >= 1 || isClean();
        String word;
        String text = "";
        if (canceledSchemas.containsKey(schema)) {
            word = "canceled";
            ended = canceledSchemas.get(schema);
        } else if (failure != null && (isOver() || (startedAt != null && !at.isBefore(endOf(index))))) {
            word = "failed";
            text = failure;
        } else if (passed) {
            word = "completed";
        } else if (isOver()) {
            word = status;
            text = message;
            ended = completedAt;
        } else {
            word = ongoing(share);
            ended = null;
        }
        return new SchemaProgress(schema, word, text, recordsOf(index, now), started, ended);
    }

    private String ongoing(double share) {
        if (startedAt == null) {
            return "created";
        }
        if (share <= 0) {
            return "scheduled";
        }
        return share < 0.6 ? "running" : share < 0.8 ? "exporting" : "processing";
    }

    private Instant startOf(int index, Instant at) {
        if (startedAt == null) {
            return null;
        }
        Instant start = along(index / (schemas.size() + 1.0));
        boolean endedEarly = completedAt != null && start.isAfter(completedAt) && isClean();
        return endedEarly ? completedAt : at.isBefore(start) ? null : start;
    }

    private Instant endOf(int index) {
        if (startedAt == null) {
            return completedAt;
        }
        Instant end = along((index + 2) / (schemas.size() + 1.0));
        return completedAt != null && end.isAfter(completedAt) ? completedAt : end;
    }

    private Instant along(double part) {
        long millis = Duration.between(startedAt, plannedEnd()).toMillis();
        return startedAt.plusMillis(Math.round(millis * part));
    }
}
