package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BulkSyncStatus(
        Long observedGeneration,
        List<Condition> conditions,
        String syncId,
        String syncName,
        String organizationId,
        String sourceConnectionId,
        String destinationConnectionId,
        String remoteUpdatedAt,
        Boolean active,
        String nextExecutionTime,
        String lastHandledReconcileAt,
        CreateWish create,
        Paused paused,
        Approval lastApproval,
        PlanStatus plan,
        ExecutionStatus currentExecution,
        ExecutionStatus lastExecution,
        ExecutionStatus lastSuccessfulExecution,
        IngestionStatus ingestion,
        SchemaCounts schemaCounts,
        List<SchemaStatus> schemas,
        Integer schemasOmitted,
        List<RunRecord> runs) {}
