package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One schema in an execution. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SchemaStatus(
        @JsonPropertyDescription("Id of the schema.") @Required @Size(min = 1, max = Limits.ID)
        String id,

        @JsonPropertyDescription("Name of its table in the destination.") @Size(max = Limits.TEXT)
        String outputName,

        @JsonPropertyDescription("The API's word for its state.") @Size(max = Limits.TEXT)
        String status,

        @JsonPropertyDescription("Id of the execution this state is from.") @Size(max = Limits.ID)
        String executionId,

        @JsonPropertyDescription("Rows written.") Long recordCount,

        @JsonPropertyDescription("Rows that failed.") Long errorCount,

        @JsonPropertyDescription("Rows with a warning.") Long warningCount,

        @JsonPropertyDescription("When it began.") @Size(max = Limits.TIMESTAMP)
        String startedAt,

        @JsonPropertyDescription("When it ended.") @Size(max = Limits.TIMESTAMP)
        String completedAt,

        @JsonPropertyDescription("Text of the API about it, at most 256 characters; absent with remoteText: Hide.")
        @Size(max = Limits.TEXT)
        String statusMessage) {}
