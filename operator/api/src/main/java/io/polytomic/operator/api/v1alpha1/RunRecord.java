package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.polytomic.operator.api.schema.Words;

/** What is remembered of a run. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RunRecord(
        @JsonPropertyDescription("Name of the BulkSyncRun.") @Size(max = Limits.NAME)
        String name,

        @JsonPropertyDescription("Uid of that BulkSyncRun.") @Size(max = 64)
        String uid,

        @JsonPropertyDescription("Hash of what it asked for.") @Size(max = 128)
        String requestHash,

        @JsonPropertyDescription("Id of its execution.") @Size(max = Limits.ID)
        String executionId,

        @JsonPropertyDescription("Its last phase.")
        @Words({
            BulkSyncRunStatus.PHASE_PENDING,
            BulkSyncRunStatus.PHASE_WAITING,
            BulkSyncRunStatus.PHASE_STARTING,
            BulkSyncRunStatus.PHASE_RUNNING,
            BulkSyncRunStatus.PHASE_CANCELING,
            BulkSyncRunStatus.PHASE_SUCCEEDED,
            BulkSyncRunStatus.PHASE_PARTIALLY_FAILED,
            BulkSyncRunStatus.PHASE_FAILED,
            BulkSyncRunStatus.PHASE_CANCELED,
            BulkSyncRunStatus.PHASE_TIMED_OUT
        })
        String phase,

        @JsonPropertyDescription("When it ended.") @Size(max = Limits.TIMESTAMP)
        String completedAt) {}
