package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.polytomic.operator.api.schema.ListMap;
import java.util.List;

/** What the operator knows of an organization. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PolytomicOrganizationStatus(
        @JsonPropertyDescription(
                "Generation of the spec that this status speaks of; -1 until the operator has seen the object.")
        Long observedGeneration,

        @JsonPropertyDescription("Conditions by type; see the page of this kind for types and reasons.")
        @ListMap("type")
        @Size(max = Limits.CONDITIONS)
        List<Condition> conditions,

        @JsonPropertyDescription("Id of the organization the key belongs to, pinned when first seen.")
        @Size(max = Limits.ID)
        String organizationId,

        @JsonPropertyDescription("Name of the organization at Polytomic.") @Size(max = Limits.TEXT)
        String organizationName,

        @JsonPropertyDescription("How many bulk syncs the organization has.")
        SyncCounts syncs,

        @JsonPropertyDescription(
                "How often every object is really read in full: spec.sweepInterval, or more where the request budget does "
                        + "not suffice; a duration that moves in steps of 10 minutes.")
        @Size(max = Limits.DURATION)
        String sweepPeriod,

        @JsonPropertyDescription("When the organization last answered a poll; moves at most every 10 minutes.")
        @Size(max = Limits.TIMESTAMP)
        String lastPollTime) {}
