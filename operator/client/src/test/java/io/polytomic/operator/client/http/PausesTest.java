package io.polytomic.operator.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PausesTest {
    private final Pauses pauses = new Pauses(Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest(name = "{0}: {1} is {2} s")
    @CsvSource({
        "Retry-After, 12, 12",
        "Retry-After, ' 12 ', 12",
        "Retry-After, 0, 1",
        "Retry-After, 3600, 600",
        "Retry-After, 99999999999, 600",
        "Retry-After, 999999999999999999999, 5",
        "Retry-After, -3, 5",
        "Retry-After, soon, 5",
        "Retry-After, 'Thu, 01 Jan 2026 00:00:30 GMT', 30",
        "Retry-After, 'Wed, 31 Dec 2025 23:00:00 GMT', 1",
        "X-RateLimit-Reset, 1767225645, 45",
        "X-RateLimit-Reset, 1, 1",
        "X-RateLimit-Reset, tomorrow, 5",
        "Other, 1, 5",
    })
    void whatTheServerSaysIsObeyedWithinBounds(String header, String value, long seconds) {
        assertThat(pauses.next(Headers.of(header, value), true)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void retryAfterWinsOverTheResetTime() {
        Headers headers = Headers.of("X-RateLimit-Reset", "1767225645", "Retry-After", "9");
        assertThat(pauses.next(headers, true)).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void datesAreComparedWithTheServersOwn() {
        Headers headers =
                Headers.of("Date", "Thu, 01 Jan 2026 09:00:00 GMT", "Retry-After", "Thu, 01 Jan 2026 09:00:20 GMT");
        assertThat(pauses.next(headers, true)).isEqualTo(Duration.ofSeconds(20));
    }
}
