package io.polytomic.operator.client;

import java.time.Duration;

/**
 * A call that did not succeed, sealed by what to do next. Messages are safe to show: they never hold a credential, a
 * request body or a stack trace, and are at most 256 characters of the API's own text.
 */
public abstract sealed class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String operation;

    private ApiException(String operation, String message) {
        super(message, null, false, true);
        this.operation = operation;
    }

    /** Method and route template, for example {@code PUT /api/bulk/syncs/{id}}; safe as a metric label. */
    public String operation() {
        return operation;
    }

    /**
     * True when the server certainly did not, and will not, carry out the request (400, 401, 403, 404, 410, 422, 429, or
     * never sent). False means the effect may have happened: design.md §2.
     */
    public abstract boolean definitive();

    /** 401: the key is refused. The gate of that key closes. */
    public static final class Unauthorized extends ApiException {
        private static final long serialVersionUID = 1L;

        public Unauthorized(String operation) {
            super(operation, "The API refused the key (401).");
        }

        @Override
        public boolean definitive() {
            return true;
        }
    }

    /** 403: the key may not do this; concerns the object that asked. */
    public static final class AccessDenied extends ApiException {
        private static final long serialVersionUID = 1L;

        public AccessDenied(String operation, String message) {
            super(operation, message);
        }

        @Override
        public boolean definitive() {
            return true;
        }
    }

    /** 404 or 410. */
    public static final class Missing extends ApiException {
        private static final long serialVersionUID = 1L;
        private final boolean saidByApi;

        public Missing(String operation, String message, boolean saidByApi) {
            super(operation, message);
            this.saidByApi = saidByApi;
        }

        /** True when the body was the API's own JSON; false for a gateway's page, from which nothing may be concluded. */
        public boolean saidByApi() {
            return saidByApi;
        }

        @Override
        public boolean definitive() {
            return true;
        }
    }

    /** 409: busy, or the same Idempotency-Key is in flight, or owned by a Harbor; the code alone cannot tell. */
    public static final class Conflict extends ApiException {
        private static final long serialVersionUID = 1L;

        public Conflict(String operation, String message) {
            super(operation, message);
        }

        @Override
        public boolean definitive() {
            return false;
        }
    }

    /** 400, 422 and other 4xx: the request itself is wrong; repeating it unchanged is useless. */
    public static final class Rejected extends ApiException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final boolean schemaCacheNotReady;

        public Rejected(String operation, int status, String message, boolean schemaCacheNotReady) {
            super(operation, message);
            this.status = status;
            this.schemaCacheNotReady = schemaCacheNotReady;
        }

        public int status() {
            return status;
        }

        /** The source's schema cache is being rebuilt (notes.md §8): wait and try again, nothing is wrong. */
        public boolean schemaCacheNotReady() {
            return schemaCacheNotReady;
        }

        @Override
        public boolean definitive() {
            return true;
        }
    }

    /** 429, or the request budget of this process is used up (then nothing was sent). */
    public static final class Throttled extends ApiException {
        private static final long serialVersionUID = 1L;
        private final Duration retryAfter;

        public Throttled(String operation, Duration retryAfter) {
            super(operation, "The API asked for a pause.");
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }

        @Override
        public boolean definitive() {
            return true;
        }
    }

    /** No answer, 408 or 5xx. */
    public static final class Unavailable extends ApiException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final boolean sent;

        /**
         * @param status HTTP status, 0 when there was no answer
         * @param sent false only when the request certainly never left (DNS failure, connection refused, TLS handshake)
         */
        public Unavailable(String operation, int status, boolean sent, String message) {
            super(operation, message);
            this.status = status;
            this.sent = sent;
        }

        public int status() {
            return status;
        }

        public boolean sent() {
            return sent;
        }

        @Override
        public boolean definitive() {
            return !sent;
        }
    }

    /** A 2xx whose body cannot be used: not JSON, without the promised id, or larger than the limit. */
    public static final class Unreadable extends ApiException {
        private static final long serialVersionUID = 1L;

        public Unreadable(String operation, String message) {
            super(operation, message);
        }

        @Override
        public boolean definitive() {
            return false;
        }
    }
}
