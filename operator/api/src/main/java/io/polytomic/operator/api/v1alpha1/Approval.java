package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.polytomic.operator.api.schema.Words;

/** A plan that was approved. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Approval(
        @JsonPropertyDescription("Hash of the approved plan, as typed into the annotation.") @Size(max = 128)
        String hash,

        @JsonPropertyDescription("When the operator took note of it.") @Size(max = Limits.TIMESTAMP)
        String at,

        @JsonPropertyDescription(
                "Active: the rest of the plan is covered; Spent: the plan ended, the same hash is refused until "
                        + "the annotation changes.")
        @Words({STATE_ACTIVE, STATE_SPENT})
        String state) {
    public static final String STATE_ACTIVE = "Active";
    public static final String STATE_SPENT = "Spent";
}
