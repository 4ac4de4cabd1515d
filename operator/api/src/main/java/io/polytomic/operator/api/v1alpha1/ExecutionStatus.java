package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** One execution, as the API reports it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ExecutionStatus(
        @JsonPropertyDescription("Id of the execution.") @Size(max = Limits.ID)
        String id,

        @JsonPropertyDescription("The API's word for its state, such as running or completed.") @Size(max = Limits.TEXT)
        String status,

        @JsonPropertyDescription("What kind of execution, in the words of the API.") @Size(max = Limits.TEXT)
        String type,

        @JsonPropertyDescription("How rows are read: none, incremental or full.") @Size(max = Limits.TEXT)
        String fetchMode,

        @JsonPropertyDescription("Whether data is written again.")
        Boolean isResync,

        @JsonPropertyDescription("Whether it takes only some of the schemas.")
        Boolean isPartial,

        @JsonPropertyDescription("Whether it is a test run.")
        Boolean isTest,

        @JsonPropertyDescription("When it was asked for.") @Size(max = Limits.TIMESTAMP)
        String createdAt,

        @JsonPropertyDescription("When it began.") @Size(max = Limits.TIMESTAMP)
        String startedAt,

        @JsonPropertyDescription("When it ended; absent while it runs.") @Size(max = Limits.TIMESTAMP)
        String completedAt,

        @JsonPropertyDescription("Rows written.") Long recordCount,

        @JsonPropertyDescription("Rows that failed.") Long errorCount,

        @JsonPropertyDescription("Rows with a warning.") Long warningCount,

        @JsonPropertyDescription("Text of the API about it, shortened; absent with remoteText: Hide.")
        @Size(max = Limits.MESSAGE)
        String statusMessage) {}
