package io.polytomic.operator.client.wire;

import java.util.List;
import java.util.Map;

/** {@code BulkSyncResponse}: the top-level configuration, without schemas, run state and error handling. */
public record BulkSyncRecord(
        String id,
        String name,
        Boolean active,
        String mode,
        String sourceConnectionId,
        Map<String, Object> sourceConfiguration,
        String destinationConnectionId,
        Map<String, Object> destinationConfiguration,
        Schedule defaultSchedule,
        List<Schedule> additionalSchedules,
        String automaticallyAddNewObjects,
        String automaticallyAddNewFields,
        String normalizeNames,
        Boolean disableRecordTimestamps,
        Integer concurrencyLimit,
        Integer resyncConcurrencyLimit,
        String dataCutoffTimestamp,
        List<String> policies,
        String organizationId,
        String createdAt,
        Actor createdBy,
        String updatedAt,
        Actor updatedBy) {
    public BulkSyncRecord {
        additionalSchedules = additionalSchedules == null ? List.of() : List.copyOf(additionalSchedules);
        policies = policies == null ? List.of() : List.copyOf(policies);
    }
}
