package io.polytomic.operator.client.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;

/**
 * How long to pause after a 429: {@code Retry-After} (seconds or a date), else {@code X-RateLimit-Reset} (epoch seconds),
 * the order in which the vendor's SDKs obey them (notes.md §4, §7), else 5 s doubling up to 60 s. Never below 1 s nor
 * above 10 min. Dates are compared with the server's own Date where it sent one. Not safe for threads.
 */
final class Pauses {
    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(10);
    static final Duration FIRST_GUESS = Duration.ofSeconds(5);
    static final Duration LAST_GUESS = Duration.ofSeconds(60);

    private final Clock clock;
    private Duration guess = FIRST_GUESS;

    Pauses(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param fresh whether this 429 answers a request sent after the last pause began; the others of the same crowd neither
     *     double the guess nor start another one
     * @return zero for no pause beyond the one that is on
     */
    Duration next(Headers headers, boolean fresh) {
        Optional<Duration> told = told(headers);
        if (told.isPresent()) {
            return clamp(told.get());
        }
        if (!fresh) {
            return Duration.ZERO;
        }
        Duration pause = guess;
        Duration twice = guess.multipliedBy(2);
        guess = twice.compareTo(LAST_GUESS) > 0 ? LAST_GUESS : twice;
        return pause;
    }

    /** A request got through. */
    void over() {
        guess = FIRST_GUESS;
    }

    private Optional<Duration> told(Headers headers) {
        Instant date = headers.getInstant("Date");
        Instant now = date == null ? clock.instant() : date;
        Optional<Duration> seconds = seconds(headers.get("Retry-After")).map(Duration::ofSeconds);
        Instant retryAt = seconds.isPresent() ? null : headers.getInstant("Retry-After");
        return seconds.or(() -> Optional.ofNullable(retryAt).map(at -> Duration.between(now, at)))
                .or(() -> seconds(headers.get("X-RateLimit-Reset"))
                        .map(epoch -> Duration.between(now, Instant.ofEpochSecond(epoch))));
    }

    /** A plain count of seconds; anything else, absurd sizes included, counts as not told. */
    private static Optional<Long> seconds(String value) {
        return value != null && value.strip().matches("\\d{1,11}")
                ? Optional.of(Long.parseLong(value.strip()))
                : Optional.empty();
    }

    private static Duration clamp(Duration pause) {
        if (pause.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
