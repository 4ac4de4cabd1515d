package io.polytomic.operator.client.wire;

/** {@code BulkSyncIngestionStatus}: CDC syncs only. */
public record Ingestion(
        Boolean enabled,
        String status,
        Boolean isRunning,
        String highwaterMark,
        String position,
        String positionTime,
        String statusMessage) {}
