package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** State of change data capture. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record IngestionStatus(
        @JsonPropertyDescription("Whether the sync reads a change stream.")
        Boolean enabled,

        @JsonPropertyDescription("The API's word for its health: ok, warning or error.") @Size(max = Limits.TEXT)
        String status,

        @JsonPropertyDescription("Whether the stream is being read now.")
        Boolean isRunning,

        @JsonPropertyDescription("How far reading has come, in the words of the API.") @Size(max = Limits.MESSAGE)
        String highwaterMark,

        @JsonPropertyDescription("Position in the source's log, opaque.") @Size(max = Limits.MESSAGE)
        String position,

        @JsonPropertyDescription("Time of that position.") @Size(max = Limits.TIMESTAMP)
        String positionTime,

        @JsonPropertyDescription("Text of the API about it, shortened; absent with remoteText: Hide.")
        @Size(max = Limits.MESSAGE)
        String statusMessage) {}
