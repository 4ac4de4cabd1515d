package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What one namespace may use. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccessGrant(
        @JsonPropertyDescription("Namespace that may refer to this organization.")
        @Required
        @Size(min = 1, max = Limits.NAME)
        String namespace,

        @JsonPropertyDescription("Names or ids of the connections it may use; \"*\" means all.")
        @Required
        @Size(max = 1000)
        List<@Size(max = Limits.ID) String> connections) {}
