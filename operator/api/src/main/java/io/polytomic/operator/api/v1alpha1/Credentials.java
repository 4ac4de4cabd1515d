package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.polytomic.operator.api.schema.Words;

/** The API key and how it is sent. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Credentials(
        @JsonPropertyDescription(
                "Entry of a Secret in this object's namespace that holds the key. A rotated key is taken up "
                        + "within a minute.")
        @Required
        SecretKeyRef secretRef,

        @JsonPropertyDescription(
                "Bearer for a user key; Basic for an organization key, where the Secret holds the raw text "
                        + "\"<organization id>:<key>\" and the operator encodes it. Default Bearer.")
        @Default(SCHEME_BEARER)
        @Words({SCHEME_BEARER, SCHEME_BASIC})
        String scheme) {
    public static final String SCHEME_BEARER = "Bearer";
    public static final String SCHEME_BASIC = "Basic";

    public String schemeOrDefault() {
        return scheme == null ? SCHEME_BEARER : scheme;
    }
}
