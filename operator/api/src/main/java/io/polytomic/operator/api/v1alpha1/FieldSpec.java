package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One field (column) of a schema. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldSpec(
        @JsonPropertyDescription("Id of the field as the API names it; case matters.")
        @Required
        @Size(min = 1, max = Limits.ID)
        String id,

        @JsonPropertyDescription("Whether the field is synced. Unset: true, listed means enabled.")
        Boolean enabled,

        @JsonPropertyDescription(
                "True replaces every value by a hash before it is written. Unset: as maskRules say, else not "
                        + "managed.")
        Boolean obfuscate,

        @JsonPropertyDescription(
                "Name of the column in the destination; \"\" goes back to the computed one. Unset: not managed, "
                        + "never compared, never changed.")
        @Size(max = Limits.ID)
        String userOutputName) {

    public boolean enabledOrDefault() {
        return enabled == null ? true : enabled;
    }
}
