package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Schemas by state. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SchemaCounts(
        @JsonPropertyDescription("Schemas that take part.") Integer total,

        @JsonPropertyDescription("Completed ones.") Integer completed,

        @JsonPropertyDescription("Those not at an end yet.") Integer running,

        @JsonPropertyDescription("Failed ones.") Integer failed,

        @JsonPropertyDescription("Canceled ones and those in a state this operator does not know.")
        Integer other) {}
