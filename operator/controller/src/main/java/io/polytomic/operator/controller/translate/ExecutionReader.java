package io.polytomic.operator.controller.translate;

import io.polytomic.operator.api.v1alpha1.ExecutionStatus;
import io.polytomic.operator.api.v1alpha1.IngestionStatus;
import io.polytomic.operator.api.v1alpha1.SchemaCounts;
import io.polytomic.operator.api.v1alpha1.SchemaStatus;
import io.polytomic.operator.client.wire.Execution;
import io.polytomic.operator.client.wire.Ingestion;
import io.polytomic.operator.client.wire.SchemaExecution;
import io.polytomic.operator.core.run.SeenExecution;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Executions as the API tells them, turned into what stands in status and what decisions are made from. */
public final class ExecutionReader {
    /** How many schemas a status lists; the rest is counted. */
    public static final int SCHEMAS_SHOWN = 100;

    /** Longest remote text in a status, in characters. */
    public static final int TEXT_LIMIT = 256;

    private static final Set<String> RUNNING =
            Set.of("created", "scheduled", "running", "exporting", "processing", "canceling");
    private static final Set<String> FAILED = Set.of("failed", "canceled", "interrupted", "errors");

    private final boolean showTexts;

    /** @param showTexts false when the organization's remoteText is Hide */
    public ExecutionReader(boolean showTexts) {
        this.showTexts = showTexts;
    }

    public ExecutionStatus execution(Execution e) {
        return e == null
                ? null
                : new ExecutionStatus(
                        e.id(),
                        RemoteText.word(e.status()),
                        RemoteText.word(e.type()),
                        RemoteText.word(e.fetchMode()),
                        e.isResync(),
                        e.isPartial(),
                        e.isTest(),
                        RemoteText.time(e.createdAt()),
                        RemoteText.time(e.startedAt()),
                        RemoteText.time(e.completedAt()),
                        e.recordCount(),
                        e.errorCount(),
                        e.warningCount(),
                        text(e.statusMessage()));
    }

    public IngestionStatus ingestion(Ingestion i) {
        return i == null
                ? null
                : new IngestionStatus(
                        i.enabled(),
                        RemoteText.word(i.status()),
                        i.isRunning(),
                        RemoteText.line(i.highwaterMark(), TEXT_LIMIT),
                        RemoteText.line(i.position(), TEXT_LIMIT),
                        RemoteText.time(i.positionTime()),
                        text(i.statusMessage()));
    }

    /** What a decision needs of an execution; {@code scheduled} is what the events say. */
    public static SeenExecution seen(Execution e, boolean scheduled) {
        return new SeenExecution(
                e.id(),
                e.status(),
                e.completedAt() != null && !e.completedAt().isEmpty(),
                Boolean.TRUE.equals(e.isTest()),
                Boolean.TRUE.equals(e.isResync()),
                Boolean.TRUE.equals(e.isPartial()),
                e.fetchMode(),
                e.schemas().stream().map(SchemaExecution::schema).toList(),
                scheduled,
                e.errorCount() == null ? 0 : e.errorCount(),
                e.schemas().stream()
                        .filter(s -> s.status() != null && FAILED.contains(s.status()))
                        .count());
    }

    /** False also when the API does not tell. */
    public static boolean wasCreatedBefore(Execution e, Instant since) {
        var created = RemoteText.instant(e.createdAt());
        return created != null && created.isBefore(since);
    }

    /** Failures first, then running ones, then by id; at most {@link #SCHEMAS_SHOWN}. */
    public List<SchemaStatus> schemas(List<SchemaExecution> schemas, String executionId) {
        var told = new HashSet<String>();
        return schemas.stream()
                .sorted(Comparator.comparingInt((SchemaExecution s) -> rank(s.status()))
                        .thenComparing(SchemaExecution::schema))
                .filter(s -> told.add(s.schema()))
                .limit(SCHEMAS_SHOWN)
                .map(s -> schema(s, executionId))
                .toList();
    }

    public static Integer omitted(List<SchemaExecution> schemas) {
        return schemas.size() <= SCHEMAS_SHOWN ? null : Integer.valueOf(schemas.size() - SCHEMAS_SHOWN);
    }

    public static SchemaCounts counts(List<SchemaExecution> schemas) {
        if (schemas.isEmpty()) {
            return null;
        }
        int completed = 0;
        int running = 0;
        int failed = 0;
        for (var schema : schemas) {
            completed += "completed".equals(schema.status()) ? 1 : 0;
            running += schema.status() != null && RUNNING.contains(schema.status()) ? 1 : 0;
            failed += schema.status() != null && FAILED.contains(schema.status()) ? 1 : 0;
        }
        int total = schemas.size();
        return new SchemaCounts(total, completed, running, failed, total - completed - running - failed);
    }

    private SchemaStatus schema(SchemaExecution s, String executionId) {
        return new SchemaStatus(
                s.schema(),
                RemoteText.word(s.outputName()),
                RemoteText.word(s.status()),
                s.executionId() == null ? executionId : s.executionId(),
                s.recordCount(),
                s.errorCount(),
                s.warningCount(),
                RemoteText.time(s.startedAt()),
                RemoteText.time(s.completedAt()),
                text(s.statusMessage()));
    }

    private static int rank(String status) {
        return status != null && FAILED.contains(status) ? 0 : status != null && RUNNING.contains(status) ? 1 : 2;
    }

    public String text(String remote) {
        return showTexts ? RemoteText.line(remote, TEXT_LIMIT) : null;
    }
}
