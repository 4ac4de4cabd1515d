package io.polytomic.operator.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One line of the fault script. The first fault that matches a request and is not used up is applied.
 *
 * @param method HTTP method, null for any
 * @param pathRegex regular expression that must match the whole raw path (without query), null for any path under /api
 * @param times how often it applies; 0 = always
 * @param after how many matching requests pass unharmed first
 * @param status for STATUS and STATUS_AFTER_EFFECT; 0 = 500
 * @param body answered instead of an ApiError; null = ApiError. Text that starts with "&lt;" is sent as HTML, as a gateway does
 * @param delay real time, for the DELAY kinds; Retry-After for RATE_LIMIT
 * @param when simulated time from which on it applies, null = at once
 */
public record Fault(
        String method,
        String pathRegex,
        int times,
        int after,
        FaultKind kind,
        int status,
        String body,
        Duration delay,
        Instant when) {

    public Fault {
        Objects.requireNonNull(kind, "kind");
        if (pathRegex != null) {
            Pattern.compile(pathRegex);
        }
        delay = delay == null ? Duration.ZERO : delay;
    }

    /** A fault of this kind that applies once. */
    public static Fault once(FaultKind kind, String method, String pathRegex) {
        return new Fault(method, pathRegex, 1, 0, kind, 0, null, null, null);
    }

    /** A fault of this kind that applies until it is cleared. */
    public static Fault always(FaultKind kind, String method, String pathRegex) {
        return once(kind, method, pathRegex).withTimes(0);
    }

    public Fault withTimes(int value) {
        return new Fault(method, pathRegex, value, after, kind, status, body, delay, when);
    }

    public Fault withAfter(int value) {
        return new Fault(method, pathRegex, times, value, kind, status, body, delay, when);
    }

    public Fault withStatus(int value) {
        return new Fault(method, pathRegex, times, after, kind, value, body, delay, when);
    }

    public Fault withBody(String value) {
        return new Fault(method, pathRegex, times, after, kind, status, value, delay, when);
    }

    public Fault withDelay(Duration value) {
        return new Fault(method, pathRegex, times, after, kind, status, body, value, when);
    }

    public Fault withWhen(Instant value) {
        return new Fault(method, pathRegex, times, after, kind, status, body, delay, value);
    }

    int statusOr(int fallback) {
        return status == 0 ? fallback : status;
    }

    /**
     * Whether the answer is made by something in front of the API (HTML, 502, 503, 504): then the API records its own outcome
     * for the idempotency key, or nothing.
     */
    boolean isGateway() {
        return (body != null && body.startsWith("<")) || (status >= 502 && status <= 504);
    }
}
