package io.polytomic.operator.cli.cluster;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Keys as the text files that Kubernetes reads. */
final class Pem {

    private Pem() {}

    /** A new key to sign service account tokens with: two halves for {@link #privateKey} and {@link #publicKey}. */
    static KeyPair newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no elliptic curve P-256.", e);
        }
    }

    static String privateKey(KeyPair key) {
        return block("PRIVATE KEY", key.getPrivate().getEncoded());
    }

    static String publicKey(KeyPair key) {
        return block("PUBLIC KEY", key.getPublic().getEncoded());
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String block(String type, byte[] der) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(type, lines);
    }
}
