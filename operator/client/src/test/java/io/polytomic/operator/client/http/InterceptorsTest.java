package io.polytomic.operator.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterceptorsTest {
    private static final String ME = "{\"data\":{\"organization_id\":\"o\"}}";

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    // Throttle

    @Test
    void a429PausesTheNextCallOfTheKey() {
        bench.answer(Bench.response(429, "").addHeader("Retry-After", "4")).answer(200, ME);
        assertThatThrownBy(() -> bench.api().me()).isInstanceOf(ApiException.Throttled.class);
        bench.api().at(Priority.POLL).me();
        assertThat(bench.time.elapsed()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void a401ClosesTheGateUntilAProbeSucceeds() {
        bench.answer(401, "").answer(200, ME).answer(200, ME);
        assertThatThrownBy(() -> bench.api().me()).isInstanceOf(ApiException.Unauthorized.class);
        assertThatThrownBy(() -> bench.api().deleteBulkSync("s")).isInstanceOf(ApiException.Unauthorized.class);
        assertThat(bench.server.getRequestCount()).isEqualTo(1);
        bench.time.advance(Duration.ofMinutes(1));
        bench.api().me();
        bench.api().me();
        assertThat(bench.journal)
                .containsExactly(
                        "GET /api/me 401", "DELETE /api/bulk/syncs/{id} unsent", "GET /api/me 2xx", "GET /api/me 2xx");
    }

    @Test
    void aSpentBudgetHoldsCallsBack() {
        bench.budget.setRequestsPerMinute(1);
        for (int i = 0; i < 10; i++) {
            bench.answer(200, ME);
            bench.api().me();
        }
        ApiException.Throttled e = catchThrowableOfType(
                ApiException.Throttled.class, () -> bench.api().me());
        assertThat(e.retryAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(bench.server.getRequestCount()).isEqualTo(10);
    }

    @Test
    void anInterruptedCallIsNotSent() {
        Thread.currentThread().interrupt();
        ApiException.Unavailable e = catchThrowableOfType(
                ApiException.Unavailable.class, () -> bench.api().deleteBulkSync("s"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(e.sent()).isFalse();
        assertThat(bench.server.getRequestCount()).isZero();
    }

    @Test
    void theListenerHearsOfWaitingAndWorkingApart() {
        List<String> heard = new ArrayList<>();
        bench.answer(Bench.response(429, "").addHeader("Retry-After", "4")).answer(200, ME);
        HttpPolytomicApi api = new HttpPolytomicApi(
                Endpoint.of(bench.server.url("/").toString(), AllowedHosts.DEFAULT),
                bench.credential,
                bench.budget,
                HttpSettings.DEFAULT,
                (operation, result, duration, waited) -> heard.add(result + " " + duration + " " + waited),
                bench.time.time(),
                () -> 0L);
        assertThatThrownBy(api::me).isInstanceOf(ApiException.Throttled.class);
        api.me();
        api.close();
        assertThat(heard).containsExactly("429 PT0S PT0S", "2xx PT0S PT4S");
    }

    // BoundedAnswer

    private static String padded(int size) {
        return ME + " ".repeat(size - ME.length());
    }

    @Test
    void anAnswerMayBeAsLargeAsTheLimitAndNoLarger() {
        bench.settings = HttpSettings.DEFAULT.withLimits(1000, 2000, 3000);
        bench.answer(200, padded(1000)).answer(200, padded(1001));
        bench.api().me();
        assertThatThrownBy(() -> bench.api().me())
                .isInstanceOf(ApiException.Unreadable.class)
                .hasMessage("The answer to GET /api/me is larger than the limit of 1000 bytes.");
        assertThat(bench.journal).containsExactly("GET /api/me 2xx", "GET /api/me 2xx");
    }

    @Test
    void theLimitCountsAfterDecompression() throws Exception {
        bench.settings = HttpSettings.DEFAULT.withLimits(100_000, 100_000, 100_000);
        Buffer small = new Buffer();
        try (var gzip = Okio.buffer(new GzipSink(small))) {
            gzip.writeUtf8(padded(1_000_000));
        }
        assertThat(small.size()).isLessThan(10_000);
        bench.answer(new MockResponse.Builder().body(small).addHeader("Content-Encoding", "gzip"));
        assertThatThrownBy(() -> bench.api().me()).isInstanceOf(ApiException.Unreadable.class);
    }

    @Test
    void listsAndTheStreamHaveLimitsOfTheirOwn() {
        bench.settings = HttpSettings.DEFAULT.withLimits(10, 2000, 3000);
        bench.answer(200, "{\"data\":[]}" + " ".repeat(1900)).answer(200, "{\"data\":[]}" + " ".repeat(2000));
        assertThat(bench.api().listConnections()).isEmpty();
        assertThatThrownBy(() -> bench.api().listConnections()).hasMessageContaining("limit of 2000 bytes");
        bench.answer(200, "{\"data\":[" + " ".repeat(2900) + "]}");
        bench.answer(200, "{\"data\":[" + " ".repeat(3000) + "]}");
        bench.api().batchStatusAll(status -> {});
        assertThatThrownBy(() -> bench.api().batchStatusAll(status -> {}))
                .isInstanceOf(ApiException.Unreadable.class)
                .hasMessageContaining("limit of 3000 bytes");
    }

    @Test
    void aHugeErrorPageIsReadInPart() {
        bench.answer(400, "<html>" + "x".repeat(1_000_000));
        assertThatThrownBy(() -> bench.api().me())
                .isInstanceOf(ApiException.Rejected.class)
                .hasMessageContaining("<html>xxx");
    }

    // Journal, and what must never be seen

    @Test
    void theJournalKnowsRoutesAndResultsButNoIds() {
        bench.answer(200, "{\"data\":{\"id\":\"secret-id\"}}")
                .answer(404, "")
                .answer(204, "")
                .answer(302, "");
        PolytomicApi api = bench.api();
        api.getBulkSync("secret-id");
        assertThatThrownBy(() -> api.getSchema("secret-id", "t")).isInstanceOf(ApiException.class);
        api.deleteBulkSync("secret-id");
        assertThatThrownBy(api::me).isInstanceOf(ApiException.class);
        assertThat(bench.journal)
                .containsExactly(
                        "GET /api/bulk/syncs/{id} 2xx",
                        "GET /api/bulk/syncs/{id}/schemas/{schema_id} 4xx",
                        "DELETE /api/bulk/syncs/{id} 2xx",
                        "GET /api/me 3xx");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 401, 403, 404, 409, 422, 500})
    void aKeyThatTheServerEchoesIsNeverShown(int status) {
        for (Credential credential : List.of(Credential.bearer("pk-abcdefghij"), Credential.basic("o:pk-abcdefghij"))) {
            bench.credential = credential;
            for (String secret : credential.secrets()) {
                bench.answer(Bench.response(status, "{\"message\":\"" + secret + "\"} trailing " + secret)
                        .addHeader("Location", "https://" + secret.replace(':', '-') + "/"));
            }
            for (int i = 0; i < credential.secrets().size(); i++) {
                HttpPolytomicApi api = bench.at(bench.server.url("/").toString());
                Throwable e = catchThrowableOfType(ApiException.class, () -> api.updateBulkSync("s", Map.of()));
                credential.secrets().forEach(secret -> assertThat(e.toString()).doesNotContain(secret));
                assertThat(e.getCause()).isNull();
                assertThat(e.getSuppressed()).isEmpty();
                api.close();
            }
        }
    }

    @Test
    void closingBreaksOffACallInFlightWhichIsNotRepeated() throws Exception {
        bench.answer(Bench.response(200, ME).onResponseStart(SocketEffect.Stall.INSTANCE))
                .answer(200, ME);
        PolytomicApi view = bench.api().at(Priority.RUN);
        CompletableFuture<Object> call = CompletableFuture.supplyAsync(view::me);
        assertThat(bench.server.takeRequest(20, TimeUnit.SECONDS)).isNotNull();
        bench.api().close();
        assertThat(call.handle((answer, e) -> e.getCause()).get(20, TimeUnit.SECONDS))
                .isInstanceOf(ApiException.Unavailable.class);
        assertThat(bench.server.getRequestCount()).isEqualTo(1);
        assertThat(bench.time.sleeps).isEmpty();
    }

    // Timeouts

    private static HttpSettings impatient(long read, long call, long largeRead, long largeCall) {
        return new HttpSettings(
                Duration.ofSeconds(5),
                Duration.ofMillis(read),
                Duration.ofMillis(call),
                Duration.ofMillis(largeRead),
                Duration.ofMillis(largeCall),
                1000,
                1000,
                1000,
                0,
                "1");
    }

    static Stream<Arguments> silences() {
        Consumer<PolytomicApi> usual = a -> a.deleteBulkSync("s");
        Consumer<PolytomicApi> large = PolytomicApi::listConnections;
        return Stream.of( // 0 is for ever
                arguments("silence", impatient(50, 0, 0, 0), usual),
                arguments("a long call", impatient(0, 50, 0, 0), usual),
                arguments("silence before a large answer", impatient(0, 0, 50, 0), large),
                arguments("a long large call", impatient(0, 0, 0, 50), large));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("silences")
    @Timeout(30)
    void patienceEnds(String name, HttpSettings settings, Consumer<PolytomicApi> call) {
        bench.settings = settings;
        bench.answer(Bench.response(200, ME).onResponseStart(SocketEffect.Stall.INSTANCE));
        ApiException.Unavailable e =
                catchThrowableOfType(ApiException.Unavailable.class, () -> call.accept(bench.api()));
        assertThat(e.getMessage()).endsWith("no answer came in time.");
        assertThat(e.sent()).isTrue();
    }
}
