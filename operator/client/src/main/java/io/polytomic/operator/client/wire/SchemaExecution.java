package io.polytomic.operator.client.wire;

/**
 * One schema of one execution. In the batch status {@code executionId} is set and {@code outputName} is null; inside an
 * execution it is the other way round.
 */
public record SchemaExecution(
        String schema,
        String executionId,
        String outputName,
        String status,
        String statusMessage,
        String startedAt,
        String completedAt,
        Long recordCount,
        Long errorCount,
        Long warningCount) {}
