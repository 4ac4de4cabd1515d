package io.polytomic.operator.client.http;

/** The address of the API cannot be used; the message is one sentence for the person who wrote it. */
public final class EndpointException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, for a machine. */
    public enum Problem {
        /** Not an address, or one with parts that do not belong there. */
        MALFORMED,
        /** It holds a user name or password; the credential belongs in a Secret. */
        HOLDS_CREDENTIALS,
        /** Plain http to a host that is neither loopback nor inside the cluster. */
        NOT_TLS,
        /** The host is not in the allow-list of the operator. */
        HOST_NOT_ALLOWED
    }

    private final Problem problem;

    EndpointException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
