package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.polytomic.operator.api.schema.Words;

/** One statement about an object, in the shape all Kubernetes tools read. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Condition(
        @JsonPropertyDescription("What the statement is about, such as Ready or Stalled.")
        @Required
        @Size(min = 1, max = 316)
        String type,

        @JsonPropertyDescription("True, False or Unknown.") @Required @Words({TRUE, FALSE, UNKNOWN})
        String status,

        @JsonPropertyDescription("Generation of the spec that the statement was made for.")
        Long observedGeneration,

        @JsonPropertyDescription("When the status of this condition last changed.") @Size(max = Limits.TIMESTAMP)
        String lastTransitionTime,

        @JsonPropertyDescription("Why, as one CamelCase word for machines.") @Size(max = 1024)
        String reason,

        @JsonPropertyDescription("Why and what to do next, as a sentence for people.")
        @Size(max = Limits.CONDITION_MESSAGE)
        String message) {
    public static final String TRUE = "True";
    public static final String FALSE = "False";
    public static final String UNKNOWN = "Unknown";
    public static final String READY = "Ready";
    public static final String RECONCILING = "Reconciling";
    public static final String STALLED = "Stalled";
    public static final String DRIFTED = "Drifted";
    public static final String LAST_EXECUTION_SUCCEEDED = "LastExecutionSucceeded";
    public static final String FRESH = "Fresh";
    public static final String FINISHED = "Finished";
    public static final String SUCCEEDED = "Succeeded";
}
