package io.polytomic.operator.client.wire;

/** {@code SyncStatusEnvelope}: run state of one model sync. Executions are null when there are none. */
public record ModelSyncStatusRecord(
        ModelExecutionRecord currentExecution, ModelExecutionRecord lastExecution, String nextExecutionTime) {}
