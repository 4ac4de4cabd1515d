package io.polytomic.operator.client.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A key, and how it is sent; schemes from notes.md §2. Blanks and newlines around it are trimmed, since Secrets made from
 * files end with one. Nothing here shows it, {@link #toString} included.
 */
public abstract sealed class Credential {
    /** Far above any key seen; a longer text is a file that was put there by mistake. */
    private static final int MAX_LENGTH = 2048;

    private final String secret;

    private Credential(String secret) {
        this.secret = secret;
    }

    /** A user API key: {@code Authorization: Bearer <key>}. */
    public static Credential bearer(String raw) {
        return new Bearer(checked(raw));
    }

    /** An organization-scoped or deployment key, raw {@code <organization id>:<key>}; encoded here. */
    public static Credential basic(String raw) {
        String secret = checked(raw);
        int colon = secret.indexOf(':');
        if (colon < 1 || colon == secret.length() - 1) {
            throw new CredentialException(
                    "The key for scheme Basic must read \"<organization id>:<key>\"; this one has no such form.");
        }
        return new Basic(secret, secret.substring(colon + 1));
    }

    private static String checked(String raw) {
        String secret = raw == null ? "" : raw.strip();
        if (secret.isEmpty()) {
            throw new CredentialException("The key is empty.");
        }
        if (secret.length() > MAX_LENGTH) {
            throw new CredentialException("The key is longer than " + MAX_LENGTH + " characters, so it is not a key.");
        }
        if (secret.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw new CredentialException(
                    "The key holds a line break, blank or other character that a key cannot have; only the key itself belongs"
                            + " there.");
        }
        return secret;
    }

    /**
     * Sixteen hex digits of a SHA-256 over scheme and key: equal for equal keys, tells nothing about them. Request budgets
     * are shared by it.
     */
    public final String fingerprint() {
        try {
            byte[] text = (getClass().getSimpleName() + " " + secret).getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** Value of the Authorization header. */
    abstract String header();

    /** Every text that must not appear in a message. */
    abstract List<String> secrets();

    @Override
    public final boolean equals(Object other) {
        return other instanceof Credential that
                && getClass() == that.getClass()
                && MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.UTF_8), that.secret.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public final int hashCode() {
        return secret.hashCode();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + fingerprint() + "]";
    }

    /** A key sent as it is. */
    public static final class Bearer extends Credential {
        private Bearer(String secret) {
            super(secret);
        }

        @Override
        String header() {
            return "Bearer " + super.secret;
        }

        @Override
        List<String> secrets() {
            return List.of(super.secret);
        }
    }

    /** Organization id and key, sent base64-encoded. */
    public static final class Basic extends Credential {
        private final String key;

        private Basic(String secret, String key) {
            super(secret);
            this.key = key;
        }

        private String encoded() {
            return Base64.getEncoder().encodeToString(super.secret.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        String header() {
            return "Basic " + encoded();
        }

        @Override
        List<String> secrets() {
            return List.of(super.secret, encoded(), key);
        }
    }
}
