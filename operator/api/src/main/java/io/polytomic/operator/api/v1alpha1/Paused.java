package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** On record while the operator holds a sync inactive. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Paused(
        @JsonPropertyDescription("Whether the sync was active before and is to be activated again.")
        Boolean wasActive,

        @JsonPropertyDescription("Why it is held inactive.") @Size(max = Limits.TEXT)
        String reason) {}
