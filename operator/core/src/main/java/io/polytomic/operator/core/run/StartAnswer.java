package io.polytomic.operator.core.run;

import java.time.Duration;

/** What came back from sending a start. */
public sealed interface StartAnswer {
    /** 2xx with an id. */
    record Started(String executionId) implements StartAnswer {}

    /** 409. */
    record Conflict() implements StartAnswer {}

    /** 400, 404 or 422: this request will never be carried out. */
    record Refused(String message) implements StartAnswer {}

    /** 401, 403, 429 or a closed gate: this request was turned away at the door and says nothing about an earlier one. */
    record TurnedAway(String message, Duration retryAfter) implements StartAnswer {}

    /** No answer, 408, 5xx or an unreadable 2xx: the effect may have happened. {@code serverFault} is true for a 5xx. */
    record Lost(boolean serverFault) implements StartAnswer {}
}
