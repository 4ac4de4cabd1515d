package io.polytomic.operator.simulator;

/** 429: come back after that many real seconds. */
final class RateLimited extends RuntimeException {
    private final long seconds;

    RateLimited(long seconds) {
        super("too many requests", null, false, false);
        this.seconds = seconds;
    }

    Answer answer() {
        return Answer.json(429, Envelopes.body(429, "rate_limited", getMessage()))
                .with("Retry-After", Long.toString(seconds));
    }
}
