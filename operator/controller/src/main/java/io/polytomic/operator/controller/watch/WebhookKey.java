package io.polytomic.operator.controller.watch;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Tells deliveries that were signed with a webhook's secret from others. Nothing here shows the secret. */
public final class WebhookKey {
    private static final int LONGEST_SIGNATURE = 256;

    /** Which HMAC it is. */
    public enum Algorithm {
        SHA256("HmacSHA256"),
        SHA512("HmacSHA512");

        private final String jca;

        Algorithm(String jca) {
            this.jca = jca;
        }

        private String prefix() {
            return name().toLowerCase(Locale.ROOT) + "=";
        }
    }

    /** How the bytes of a signature are written. */
    public enum Encoding {
        HEX,
        BASE64
    }

    private final SecretKey key;
    private final Algorithm algorithm;
    private final Encoding encoding;
    private final String header;

    /**
     * @param secret not empty
     * @param header name of the request header with the signature
     */
    public WebhookKey(String secret, Algorithm algorithm, Encoding encoding, String header) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm.jca);
        this.algorithm = algorithm;
        this.encoding = encoding;
        this.header = header;
    }

    public String header() {
        return header;
    }

    /** True when this is the signature of exactly this body; takes as long for a good one as for a nearly good one. */
    public boolean signed(byte[] body, String signature) {
        return MessageDigest.isEqual(hmac(body), decoded(signature));
    }

    private byte[] hmac(byte[] body) {
        try {
            var mac = Mac.getInstance(algorithm.jca);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + algorithm.jca + ".", e);
        }
    }

    /** Empty, which no HMAC is, when there is no signature or none that is written this way. */
    private byte[] decoded(String signature) {
        if (signature == null || signature.length() > LONGEST_SIGNATURE) {
            return new byte[0];
        }
        var text = signature.strip();
        if (text.startsWith(algorithm.prefix())) {
            text = text.substring(algorithm.prefix().length());
        }
        try {
            return encoding == Encoding.HEX
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException writtenOtherwise) {
            return new byte[0];
        }
    }

    @Override
    public String toString() {
        return "WebhookKey[" + algorithm + " " + encoding + " " + header + "]";
    }
}
