package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** One execution of a model sync, as the API reports it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ModelExecutionStatus(
        @JsonPropertyDescription("Id of the execution.") @Size(max = Limits.ID)
        String id,

        @JsonPropertyDescription("The API's word for its state, such as running or completed.") @Size(max = Limits.TEXT)
        String status,

        @JsonPropertyDescription("What kind of execution, in the words of the API.") @Size(max = Limits.TEXT)
        String type,

        @JsonPropertyDescription("When it was asked for.") @Size(max = Limits.TIMESTAMP)
        String createdAt,

        @JsonPropertyDescription("When it began.") @Size(max = Limits.TIMESTAMP)
        String startedAt,

        @JsonPropertyDescription("When it ended; absent while it runs.") @Size(max = Limits.TIMESTAMP)
        String completedAt,

        @JsonPropertyDescription("Records by what became of them.")
        ModelCounts counts,

        @JsonPropertyDescription(
                "Texts of the API about what failed, the first 10, shortened to 256 characters each; absent with "
                        + "remoteText: Hide.")
        @Size(max = Limits.MODEL_ERRORS)
        List<@Size(max = Limits.MODEL_ERROR_TEXT) String> errors) {}
