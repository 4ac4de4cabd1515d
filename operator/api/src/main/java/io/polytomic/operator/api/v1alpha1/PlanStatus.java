package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.polytomic.operator.api.schema.Words;
import java.util.List;

/** What would change at Polytomic. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlanStatus(
        @JsonPropertyDescription(
                "Hash over the changes that need approval; what approved-plan must say. Absent when none needs "
                        + "it.")
        @Size(max = 128)
        String hash,

        @JsonPropertyDescription(
                "Why there is a plan: Spec (the manifest changed), Drift (the remote changed), Adoption (an "
                        + "existing sync is taken over), Missing (the remote is gone).")
        @Words({CAUSE_SPEC, CAUSE_DRIFT, CAUSE_ADOPTION, CAUSE_MISSING})
        String cause,

        @JsonPropertyDescription("The plan in one line.") @Size(max = Limits.MESSAGE)
        String summary,

        @JsonPropertyDescription(
                "What the changes do: Create, Destructive, Resync, Exposure, Selection, Schedule, Metadata.")
        @Size(max = 16)
        List<@Size(max = 64) String> impacts,

        @JsonPropertyDescription("The changes in order, at most the first 50.") @Size(max = Limits.PLAN_CHANGES)
        List<PlanChange> changes,

        @JsonPropertyDescription("How many changes the list leaves out.")
        Integer omitted) {
    public static final String CAUSE_SPEC = "Spec";
    public static final String CAUSE_DRIFT = "Drift";
    public static final String CAUSE_ADOPTION = "Adoption";
    public static final String CAUSE_MISSING = "Missing";
}
