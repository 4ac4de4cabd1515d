package io.polytomic.operator.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The value of Polytomic-Signature: HMAC-SHA256 of the body; the encoding is a guess (notes.md section 12). */
final class Signature {
    private Signature() {}

    static String of(byte[] body, String secret, String flavour) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] digest = mac.doFinal(body);
            String hex = HexFormat.of().formatHex(digest);
            return switch (flavour) {
                case "base64" -> Base64.getEncoder().encodeToString(digest);
                case "sha256_hex" -> "sha256=" + hex;
                default -> hex;
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
