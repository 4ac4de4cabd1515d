package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;

/** Which PolytomicOrganization an object belongs to. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrganizationRef(
        @JsonPropertyDescription("Name of the PolytomicOrganization. Default \"default\".")
        @Default(DEFAULT_NAME)
        @Size(min = 1, max = Limits.NAME)
        String name,

        @JsonPropertyDescription(
                "Its namespace. Unset: this object's own; another one needs that organization's spec.access.")
        @Size(min = 1, max = Limits.NAME)
        String namespace) {
    public static final String DEFAULT_NAME = "default";
    public static final OrganizationRef DEFAULT = new OrganizationRef(DEFAULT_NAME, null);

    public String nameOrDefault() {
        return name == null ? DEFAULT_NAME : name;
    }
}
