package io.polytomic.operator.client.http;

/** A credential that cannot be sent; the message says why and never holds any of it. */
public final class CredentialException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    CredentialException(String message) {
        super(message);
    }
}
