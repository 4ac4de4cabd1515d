package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.polytomic.operator.api.schema.Words;

/** How deliveries of the organization's webhook are told from forged ones. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Webhook(
        @JsonPropertyDescription(
                "Entry of a Secret in this object's namespace that holds the secret of the webhook. A changed one is "
                        + "taken up within a minute.")
        @Required
        SecretKeyRef secretRef,

        @JsonPropertyDescription("Hash of the HMAC: SHA256 or SHA512. Default SHA256.")
        @Default(ALGORITHM_SHA256)
        @Words({ALGORITHM_SHA256, ALGORITHM_SHA512})
        String algorithm,

        @JsonPropertyDescription(
                "How the signature is written: Hex or Base64, each with or without \"sha256=\" (\"sha512=\") in front. "
                        + "Default Hex.")
        @Default(ENCODING_HEX)
        @Words({ENCODING_HEX, ENCODING_BASE64})
        String encoding,

        @JsonPropertyDescription("Request header that carries the signature. Default Polytomic-Signature.")
        @Default(DEFAULT_HEADER)
        @Pattern("^[A-Za-z0-9-]+$")
        @Size(min = 1, max = 64)
        String header) {
    public static final String ALGORITHM_SHA256 = "SHA256";
    public static final String ALGORITHM_SHA512 = "SHA512";
    public static final String ENCODING_HEX = "Hex";
    public static final String ENCODING_BASE64 = "Base64";
    public static final String DEFAULT_HEADER = "Polytomic-Signature";

    public String algorithmOrDefault() {
        return algorithm == null ? ALGORITHM_SHA256 : algorithm;
    }

    public String encodingOrDefault() {
        return encoding == null ? ENCODING_HEX : encoding;
    }

    public String headerOrDefault() {
        return header == null ? DEFAULT_HEADER : header;
    }
}
