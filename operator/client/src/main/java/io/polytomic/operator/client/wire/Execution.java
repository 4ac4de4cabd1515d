package io.polytomic.operator.client.wire;

import java.util.List;

/** {@code BulkSyncExecution}. {@code status} is any word; see notes.md §5 for which are final. */
public record Execution(
        String id,
        String status,
        String statusMessage,
        String type,
        String fetchMode,
        Boolean isPartial,
        Boolean isResync,
        Boolean isTest,
        String outputDisposition,
        String createdAt,
        String startedAt,
        String completedAt,
        String updatedAt,
        Long recordCount,
        Long errorCount,
        Long warningCount,
        List<SchemaExecution> schemas) {
    public Execution {
        schemas = schemas == null ? List.of() : List.copyOf(schemas);
    }
}
