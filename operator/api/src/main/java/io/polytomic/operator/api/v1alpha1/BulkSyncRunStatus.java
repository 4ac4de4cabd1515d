package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BulkSyncRunStatus(
        Long observedGeneration,
        List<Condition> conditions,
        String phase,
        String organizationId,
        String syncId,
        String executionId,
        String attribution,
        String takenOverFrom,
        String requestHash,
        Long syncGeneration,
        StartWish start,
        String cancelRequestedAt,
        String startedAt,
        String completedAt,
        Long recordCount,
        Long errorCount,
        Long warningCount,
        Boolean isResync,
        String outputDisposition,
        String statusMessage,
        SchemaCounts schemaCounts,
        List<SchemaStatus> schemas,
        Integer schemasOmitted) {}
