package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Which model sync to watch. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.syncId) != has(self.name)",
        message = "Exactly one of syncId and name must be stated.")
public record ModelSyncSpec(
        @JsonPropertyDescription(
                "PolytomicOrganization this sync belongs to. Default {name: default} in the same namespace.")
        @Default("{\"name\": \"default\"}")
        OrganizationRef organizationRef,

        @JsonPropertyDescription("Id of the model sync.") @Pattern(Forms.UUID) @Size(max = 36)
        String syncId,

        @JsonPropertyDescription(
                "Name of the model sync at Polytomic, which must be the only one of that name. Looked up once for each "
                        + "edit of this object; then its id is followed, whatever it is called later.")
        @Size(min = 1, max = Limits.TEXT)
        String name) {
    public OrganizationRef organizationRefOrDefault() {
        return organizationRef == null ? OrganizationRef.DEFAULT : organizationRef;
    }
}
