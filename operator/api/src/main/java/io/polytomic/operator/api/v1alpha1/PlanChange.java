package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** One change of a plan. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlanChange(
        @JsonPropertyDescription("Where, such as schemas[public.users].fields[email].obfuscate.")
        @Size(max = Limits.MESSAGE)
        String path,

        @JsonPropertyDescription("What is there now; subscribers and filter values appear as counts.")
        @Size(max = Limits.MESSAGE)
        String from,

        @JsonPropertyDescription("What will be there; subscribers and filter values appear as counts.")
        @Size(max = Limits.MESSAGE)
        String to,

        @JsonPropertyDescription("What the change does; see impacts.") @Size(max = 64)
        String impact) {}
