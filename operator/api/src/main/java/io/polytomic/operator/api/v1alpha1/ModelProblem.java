package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** Something in a model sync's configuration that no longer resolves, as the API reports it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ModelProblem(
        @JsonPropertyDescription("What kind of problem, in the words of the API.") @Size(max = Limits.TEXT)
        String code,

        @JsonPropertyDescription("How bad it is, in the words of the API.") @Size(max = Limits.TEXT)
        String severity,

        @JsonPropertyDescription("Where in the configuration of the sync.") @Size(max = Limits.TEXT)
        String path,

        @JsonPropertyDescription("Text of the API about it, shortened; absent with remoteText: Hide.")
        @Size(max = Limits.MESSAGE)
        String message) {}
