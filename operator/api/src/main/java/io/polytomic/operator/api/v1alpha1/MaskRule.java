package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Fields that must be obfuscated, by pattern. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MaskRule(
        @JsonPropertyDescription(
                "Glob over schema ids, such as \"*\" or \"public.*\"; * is any text, ? one character; capitals do not"
                        + " count.")
        @Required
        @Size(min = 1, max = Limits.ID)
        String schemas,

        @JsonPropertyDescription(
                "Glob over field ids, such as \"*email*\"; * is any text, ? one character; capitals do not" + " count.")
        @Required
        @Size(min = 1, max = Limits.ID)
        String fields) {}
