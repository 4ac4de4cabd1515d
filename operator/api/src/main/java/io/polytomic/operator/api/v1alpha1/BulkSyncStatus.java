package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.polytomic.operator.api.schema.ListMap;
import java.util.List;

/** What the operator knows of a sync. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BulkSyncStatus(
        @JsonPropertyDescription(
                "Generation of the spec that this status speaks of; -1 until the operator has seen the object.")
        Long observedGeneration,

        @JsonPropertyDescription("Conditions by type; see the page of this kind for types and reasons.")
        @ListMap("type")
        @Size(max = Limits.CONDITIONS)
        List<Condition> conditions,

        @JsonPropertyDescription("Id of the remote sync this object holds.") @Size(max = Limits.ID)
        String syncId,

        @JsonPropertyDescription("Name of the remote sync.") @Size(max = Limits.TEXT)
        String syncName,

        @JsonPropertyDescription("Id of the organization it lives in.") @Size(max = Limits.ID)
        String organizationId,

        @JsonPropertyDescription("Id of the source connection, pinned when resolved.") @Size(max = Limits.ID)
        String sourceConnectionId,

        @JsonPropertyDescription(
                "Name that meant this source when it was pinned; absent when the manifest states an id.")
        @Size(max = Limits.TEXT)
        String sourceConnectionName,

        @JsonPropertyDescription("Id of the destination connection, pinned when resolved.") @Size(max = Limits.ID)
        String destinationConnectionId,

        @JsonPropertyDescription(
                "Name that meant this destination when it was pinned; absent when the manifest states an id.")
        @Size(max = Limits.TEXT)
        String destinationConnectionName,

        @JsonPropertyDescription("When the remote sync was last changed, as last read in full.")
        @Size(max = Limits.TIMESTAMP)
        String remoteUpdatedAt,

        @JsonPropertyDescription("Whether the schedules of the remote sync run.")
        Boolean active,

        @JsonPropertyDescription("When the sync runs next by itself.") @Size(max = Limits.TIMESTAMP)
        String nextExecutionTime,

        @JsonPropertyDescription(
                "Last token of the annotation sync.polytomic.com/reconcile-requested-at that was acted on.")
        @Size(max = Limits.TEXT)
        String lastHandledReconcileAt,

        @JsonPropertyDescription(
                "On record before a sync is created, so that it is never created twice; afterwards only the number of the next"
                        + " attempt is kept.")
        CreateWish create,

        @JsonPropertyDescription("On record while the operator holds the sync inactive to change it safely.")
        Paused paused,

        @JsonPropertyDescription("The plan approved last.") Approval lastApproval,

        @JsonPropertyDescription("What the operator would change or is changing; absent when nothing differs.")
        PlanStatus plan,

        @JsonPropertyDescription("The running execution of the sync, as the API reports it.")
        ExecutionStatus currentExecution,

        @JsonPropertyDescription("The last finished execution of the sync, as the API reports it.")
        ExecutionStatus lastExecution,

        @JsonPropertyDescription("The last successful execution of the sync, as the API reports it.")
        ExecutionStatus lastSuccessfulExecution,

        @JsonPropertyDescription("State of change data capture, for syncs that have it.")
        IngestionStatus ingestion,

        @JsonPropertyDescription("How many schemas are in which state.")
        SchemaCounts schemaCounts,

        @JsonPropertyDescription(
                "State of each schema in its newest execution: failures first, then running ones, then by id; at "
                        + "most 100.")
        @ListMap("id")
        @Size(max = Limits.STATUS_SCHEMAS)
        List<SchemaStatus> schemas,

        @JsonPropertyDescription("How many schemas the list leaves out.")
        Integer schemasOmitted,

        @JsonPropertyDescription(
                "Ledger of the runs of this sync, kept after a run is removed by its ttl, so that the same run "
                        + "applied again does not run twice.")
        @Size(max = Limits.RUNS)
        List<RunRecord> runs) {}
