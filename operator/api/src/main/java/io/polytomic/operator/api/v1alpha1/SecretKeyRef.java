package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One entry of a Secret. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretKeyRef(
        @JsonPropertyDescription("Name of the Secret, in the namespace of the organization.")
        @Required
        @Size(min = 1, max = Limits.NAME)
        String name,

        @JsonPropertyDescription(
                "Name of the entry within the Secret. Blanks and newlines around the value are ignored.")
        @Required
        @Size(min = 1, max = Limits.NAME)
        String key) {}
