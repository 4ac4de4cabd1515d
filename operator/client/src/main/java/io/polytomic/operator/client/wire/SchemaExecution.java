package io.polytomic.operator.client.wire;

import java.util.Objects;

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
        Long warningCount) {
    /**
     * As a record's own, written out: each poll compares every schema of the fleet, and the generated one goes through method
     * handles, which the C1 compiler of the image does not inline.
     */
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof SchemaExecution that
                        && Objects.equals(schema, that.schema)
                        && Objects.equals(executionId, that.executionId)
                        && Objects.equals(outputName, that.outputName)
                        && Objects.equals(status, that.status)
                        && Objects.equals(statusMessage, that.statusMessage)
                        && Objects.equals(startedAt, that.startedAt)
                        && Objects.equals(completedAt, that.completedAt)
                        && Objects.equals(recordCount, that.recordCount)
                        && Objects.equals(errorCount, that.errorCount)
                        && Objects.equals(warningCount, that.warningCount);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                schema,
                executionId,
                outputName,
                status,
                statusMessage,
                startedAt,
                completedAt,
                recordCount,
                errorCount,
                warningCount);
    }
}
