package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.polytomic.operator.api.schema.Words;
import java.util.List;

/** Who may refer to an organization. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.selected) || (has(self.from) && self.from == 'Selected')",
        message = "selected is allowed only with from: Selected.")
public record Access(
        @JsonPropertyDescription(
                "Same: objects of the same namespace; All: of every namespace; Selected: of the namespaces in "
                        + "selected. Default Same.")
        @Default(FROM_SAME)
        @Words({FROM_SAME, FROM_ALL, FROM_SELECTED})
        String from,

        @JsonPropertyDescription(
                "Namespaces that may refer to this organization, with the connections they may use. Only with "
                        + "from: Selected; unset: nobody.")
        @Size(max = 1000)
        List<AccessGrant> selected) {
    public static final String FROM_SAME = "Same";
    public static final String FROM_ALL = "All";
    public static final String FROM_SELECTED = "Selected";
    public static final Access SAME_NAMESPACE = new Access(FROM_SAME, null);

    public String fromOrDefault() {
        return from == null ? FROM_SAME : from;
    }
}
