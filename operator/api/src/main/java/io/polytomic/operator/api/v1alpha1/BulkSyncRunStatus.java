package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.polytomic.operator.api.schema.ListMap;
import io.polytomic.operator.api.schema.Words;
import java.util.List;

/** What the operator knows of a run. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BulkSyncRunStatus(
        @JsonPropertyDescription(
                "Generation of the spec that this status speaks of; -1 until the operator has seen the object.")
        Long observedGeneration,

        @JsonPropertyDescription("Conditions by type; see the page of this kind for types and reasons.")
        @ListMap("type")
        @Size(max = Limits.CONDITIONS)
        List<Condition> conditions,

        @JsonPropertyDescription(
                "Pending (sync not ready), Waiting (busy), Starting (asked for), Running, Canceling, then for "
                        + "good Succeeded, PartiallyFailed, Failed, Canceled or TimedOut.")
        @Words({
            PHASE_PENDING,
            PHASE_WAITING,
            PHASE_STARTING,
            PHASE_RUNNING,
            PHASE_CANCELING,
            PHASE_SUCCEEDED,
            PHASE_PARTIALLY_FAILED,
            PHASE_FAILED,
            PHASE_CANCELED,
            PHASE_TIMED_OUT
        })
        String phase,

        @JsonPropertyDescription("Id of the organization the sync lives in.") @Size(max = Limits.ID)
        String organizationId,

        @JsonPropertyDescription("Id of the remote sync.") @Size(max = Limits.ID)
        String syncId,

        @JsonPropertyDescription("Id of the execution this run stands for.") @Size(max = Limits.ID)
        String executionId,

        @JsonPropertyDescription(
                "How the run came to its execution: Started it, Attached to one that ran, Inferred after a lost "
                        + "answer, or TakenOver from the ledger of the sync.")
        @Words({STARTED, ATTACHED, INFERRED, TAKEN_OVER})
        String attribution,

        @JsonPropertyDescription("Uid of the earlier run whose result was taken over.") @Size(max = Limits.TEXT)
        String takenOverFrom,

        @JsonPropertyDescription("Hash of what this run asks for.") @Size(max = 128)
        String requestHash,

        @JsonPropertyDescription("Generation of the BulkSync when the execution was started.")
        Long syncGeneration,

        @JsonPropertyDescription("On record before the execution is started, so that it is never started twice.")
        StartWish start,

        @JsonPropertyDescription("When cancellation was asked for.") @Size(max = Limits.TIMESTAMP)
        String cancelRequestedAt,

        @JsonPropertyDescription("When the execution began.") @Size(max = Limits.TIMESTAMP)
        String startedAt,

        @JsonPropertyDescription("When the run ended.") @Size(max = Limits.TIMESTAMP)
        String completedAt,

        @JsonPropertyDescription("Rows written.") Long recordCount,

        @JsonPropertyDescription("Rows that failed.") Long errorCount,

        @JsonPropertyDescription("Rows with a warning.") Long warningCount,

        @JsonPropertyDescription("Whether data was written again.")
        Boolean isResync,

        @JsonPropertyDescription("What happened to the tables, in the API's words: retain, truncate or rebuild.")
        @Size(max = Limits.TEXT)
        String outputDisposition,

        @JsonPropertyDescription("Text of the API about the execution, shortened; absent with remoteText: Hide.")
        @Size(max = Limits.MESSAGE)
        String statusMessage,

        @JsonPropertyDescription("How many schemas are in which state.")
        SchemaCounts schemaCounts,

        @JsonPropertyDescription("State of each schema: failures first, then running ones, then by id; at most 100.")
        @ListMap("id")
        @Size(max = Limits.STATUS_SCHEMAS)
        List<SchemaStatus> schemas,

        @JsonPropertyDescription("How many schemas the list leaves out.")
        Integer schemasOmitted) {
    public static final String PHASE_PENDING = "Pending";
    public static final String PHASE_WAITING = "Waiting";
    public static final String PHASE_STARTING = "Starting";
    public static final String PHASE_RUNNING = "Running";
    public static final String PHASE_CANCELING = "Canceling";
    public static final String PHASE_SUCCEEDED = "Succeeded";
    public static final String PHASE_PARTIALLY_FAILED = "PartiallyFailed";
    public static final String PHASE_FAILED = "Failed";
    public static final String PHASE_CANCELED = "Canceled";
    public static final String PHASE_TIMED_OUT = "TimedOut";

    public static final String STARTED = "Started";
    public static final String ATTACHED = "Attached";
    public static final String INFERRED = "Inferred";
    public static final String TAKEN_OVER = "TakenOver";
}
