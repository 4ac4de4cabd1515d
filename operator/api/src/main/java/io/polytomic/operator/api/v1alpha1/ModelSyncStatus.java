package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.polytomic.operator.api.schema.ListMap;
import java.util.List;

/** What the operator knows of a model sync. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ModelSyncStatus(
        @JsonPropertyDescription(
                "Generation of the spec that this status speaks of; -1 until the operator has seen the object.")
        Long observedGeneration,

        @JsonPropertyDescription("Conditions by type; see the page of this kind for types and reasons.")
        @ListMap("type")
        @Size(max = Limits.CONDITIONS)
        List<Condition> conditions,

        @JsonPropertyDescription("Id of the model sync that is watched.") @Size(max = Limits.ID)
        String syncId,

        @JsonPropertyDescription("Its present name at Polytomic.") @Size(max = Limits.TEXT)
        String name,

        @JsonPropertyDescription("Id of the organization it lives in.") @Size(max = Limits.ID)
        String organizationId,

        @JsonPropertyDescription("When the model sync was last changed at Polytomic, as last read.")
        @Size(max = Limits.TIMESTAMP)
        String remoteUpdatedAt,

        @JsonPropertyDescription("Whether it runs at all: an inactive model sync does not run by hand either.")
        Boolean active,

        @JsonPropertyDescription("How records are written to the target, in the words of the API.")
        @Size(max = Limits.TEXT)
        String mode,

        @JsonPropertyDescription("What keeps the sync from running, as the API reports it; the first 10.")
        @Size(max = Limits.MODEL_PROBLEMS)
        List<ModelProblem> problems,

        @JsonPropertyDescription("When the sync runs next by itself.") @Size(max = Limits.TIMESTAMP)
        String nextExecutionTime,

        @JsonPropertyDescription("The running execution, as the API reports it.")
        ModelExecutionStatus currentExecution,

        @JsonPropertyDescription("The last finished execution, as the API reports it.")
        ModelExecutionStatus lastExecution) {}
