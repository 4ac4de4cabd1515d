package io.polytomic.operator.simulator;

/** What a {@link Fault} does to a request that it matches. "Effect" is the change of state the request asks for. */
public enum FaultKind {
    /** Answers the given status; the request has no effect. */
    STATUS,
    /** The effect happens, then the given status is answered in place of the real outcome. */
    STATUS_AFTER_EFFECT,
    /** The connection is closed; no effect, no answer. */
    DROP_BEFORE,
    /** The effect happens, the connection is closed without an answer. */
    DROP_AFTER_EFFECT,
    /** Waits (real time) before the effect; the idempotency key counts as in flight meanwhile. */
    DELAY,
    /** Waits (real time) between effect and answer; the idempotency key counts as in flight meanwhile. */
    DELAY_AFTER_EFFECT,
    /** 429 with Retry-After (the delay, in seconds, 1 by default); no effect. */
    RATE_LIMIT,
    /** The real answer, with every status word of an execution replaced by the given body (default "quiescing"). */
    UNKNOWN_WORD,
    /** 200 with an HTML page; no effect. */
    NOT_JSON,
    /** The effect happens; the answer announces its full length and ends half-way. */
    TRUNCATED_BODY,
    /** The effect happens; the answer carries 64 MiB of padding in front of its last brace. */
    HUGE_BODY
}
