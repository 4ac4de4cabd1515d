package io.polytomic.operator.client.http;

import java.time.Duration;

/**
 * Hears of every try of every call, for metrics and journals. Called on the thread of the call, so it must be quick and
 * must not throw.
 */
@FunctionalInterface
public interface CallListener {
    CallListener NONE = (operation, result, duration, waited) -> {};

    /**
     * @param operation method and route template; never an id or a key, so it can be a metric label
     * @param result {@code 2xx}, {@code 3xx}, {@code 4xx}, {@code 5xx}, {@code 401}, {@code 429}, {@code none} (no
     *     answer) or {@code unsent} (the budget or the gate of the key held it back)
     * @param duration from leaving the queue to the end of the answer (to its headers for the streamed batch status)
     * @param waited in the queue of the request budget
     */
    void called(String operation, String result, Duration duration, Duration waited);
}
