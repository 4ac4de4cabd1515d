package io.polytomic.operator.client.wire;

/** {@code BulkSyncStatusResponse}: run state of one sync. Executions are null when there are none. */
public record SyncStatusRecord(
        Execution currentExecution, Execution lastExecution, String nextExecutionTime, Ingestion ingestionStatus) {}
