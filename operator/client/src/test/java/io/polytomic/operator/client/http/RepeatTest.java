package io.polytomic.operator.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads are sent again, writes never are. */
class RepeatTest {
    private static final String ME = "{\"data\":{\"organization_id\":\"o\"}}";

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static MockResponse.Builder lost() {
        return Bench.response(200, ME).onResponseStart(new SocketEffect.CloseSocket());
    }

    // RetryReads

    static Stream<Arguments> troubles() {
        return Stream.of(
                arguments("408", Bench.response(408, "")),
                arguments("500", Bench.response(500, "")),
                arguments("503", Bench.response(503, "")),
                arguments("503 with Retry-After: 0", Bench.response(503, "").addHeader("Retry-After", "0")),
                arguments("no answer", lost()),
                arguments("half an answer", Bench.response(200, ME).onResponseBody(new SocketEffect.CloseSocket())),
                arguments(
                        "an answer cut short",
                        Bench.response(200, "")
                                .setHeader("Content-Length", "50")
                                .onResponseEnd(new SocketEffect.CloseSocket())));
    }

    @ParameterizedTest(name = "after {0}")
    @MethodSource("troubles")
    void aReadIsRepeatedTwiceWithGrowingWaitsAndPaysEachTime(String name, MockResponse.Builder trouble) {
        bench.answer(trouble).answer(trouble).answer(200, ME);
        assertThat(bench.api().me().organizationId()).isEqualTo("o");
        assertThat(bench.time.sleeps).containsExactly(Duration.ofMillis(250), Duration.ofSeconds(1));
        assertThat(bench.server.getRequestCount()).isEqualTo(3);
        assertThat(bench.journal).hasSize(3);
    }

    @Test
    void aThirdFailureIsTheAnswer() {
        bench.answer(500, "").answer(lost()).answer(502, "");
        ApiException.Unavailable e = catchThrowableOfType(
                ApiException.Unavailable.class, () -> bench.api().me());
        assertThat(e.status()).isEqualTo(502);
        assertThat(bench.server.getRequestCount()).isEqualTo(3);
        assertThat(bench.journal).containsExactly("GET /api/me 5xx", "GET /api/me none", "GET /api/me 5xx");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 422, 429})
    void aReadThatWasRefusedIsNotRepeated(int status) {
        bench.answer(status, "");
        assertThatThrownBy(() -> bench.api().me()).isInstanceOf(ApiException.class);
        assertThat(bench.server.getRequestCount()).isEqualTo(1);
        assertThat(bench.time.sleeps).isEmpty();
    }

    @Test
    void jitterShortensTheWaitByUpToHalf() {
        bench.answer(500, "").answer(200, ME);
        RequestBudget budget = new RequestBudget(300, bench.time.time());
        try (HttpPolytomicApi api = new HttpPolytomicApi(
                Endpoint.of(bench.server.url("/").toString(), AllowedHosts.DEFAULT),
                bench.credential,
                budget,
                HttpSettings.DEFAULT,
                CallListener.NONE,
                bench.time.time(),
                () -> -1L)) { // nextDouble() is just below 1
            api.me();
        }
        assertThat(bench.time.sleeps.get(0)).isBetween(Duration.ofMillis(125), Duration.ofMillis(126));
    }

    // Writes are sent once

    static Stream<Arguments> writesInTrouble() {
        Map<String, Consumer<PolytomicApi>> writes = Map.of(
                "POST", a -> a.startExecution("s", Map.of(), "uid-run-1"),
                "POST without body", a -> a.cancelExecution("s", "e"),
                "PUT", a -> a.updateBulkSync("s", Map.of()),
                "PATCH", a -> a.patchSchemas("s", List.of()),
                "DELETE", a -> a.deleteBulkSync("s"));
        Map<String, MockResponse.Builder> troubles = Map.of(
                "408", Bench.response(408, ""),
                "408 that hangs up", Bench.response(408, "").addHeader("Connection", "close"),
                "500", Bench.response(500, ""),
                "503 with Retry-After: 0", Bench.response(503, "").addHeader("Retry-After", "0"),
                "421", Bench.response(421, ""),
                "429 with Retry-After: 0", Bench.response(429, "").addHeader("Retry-After", "0"),
                "307", Bench.response(307, "").addHeader("Location", "/api/me"),
                "a lost answer", lost());
        return writes.entrySet().stream()
                .flatMap(write -> troubles.entrySet().stream()
                        .map(trouble -> arguments(
                                write.getKey() + " meets " + trouble.getKey(), write.getValue(), trouble.getValue())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writesInTrouble")
    void aWriteIsSentOnce(String name, Consumer<PolytomicApi> write, MockResponse.Builder trouble) {
        bench.answer(trouble).answer(200, "{\"data\":{\"id\":\"x\"}}");
        assertThatThrownBy(() -> write.accept(bench.api())).isInstanceOf(ApiException.class);
        assertThat(bench.server.getRequestCount()).isEqualTo(1);
        assertThat(bench.time.sleeps).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writesInTrouble")
    void aWriteOnAUsedConnectionIsSentOnce(String name, Consumer<PolytomicApi> write, MockResponse.Builder trouble) {
        bench.answer(200, ME).answer(trouble).answer(200, "{\"data\":{\"id\":\"x\"}}");
        bench.api().me();
        assertThatThrownBy(() -> write.accept(bench.api())).isInstanceOf(ApiException.class);
        assertThat(bench.server.getRequestCount()).isEqualTo(2);
    }
}
