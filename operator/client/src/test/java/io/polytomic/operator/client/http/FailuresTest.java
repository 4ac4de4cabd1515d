package io.polytomic.operator.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.polytomic.operator.client.ApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
    private static final String PUT = "PUT /api/bulk/syncs/{id}";

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    static Stream<Arguments> refusals() {
        String html = "<html>\n<b>Nope</b></html>";
        return Stream.of(
                arguments(400, "{\"key\":\"k\",\"message\":\"bad name\",\"metadata\":{},\"status\":400}", "bad name"),
                arguments(422, "{\"code\":1,\"context\":{},\"error\":\"bad mode\",\"status\":422}", "bad mode"),
                arguments(413, "{\"error\":\"too big\"}", "too big"),
                arguments(405, "{\"error\":{\"message\":\"deep\"}}", "deep"),
                arguments(400, "{\"key\":\"invalid_thing\",\"message\":null}", "invalid_thing"),
                arguments(400, "", "no reason was given"),
                arguments(400, html, "the answer is not the API's: <html> <b>Nope</b></html>"),
                arguments(400, "[1]", "the answer is not the API's: [1]"),
                arguments(400, "{\"message\":\"a\\u0000b\\n  c\"}", "a b c"),
                arguments(400, "{\"message\":\"tell jane@example.com\"}", "tell [e-mail]"),
                arguments(400, "{\"message\":\"key " + Bench.KEY + " is odd\"}", "key [removed] is odd"),
                arguments(400, "{\"message\":\"" + "x".repeat(400) + "\"}", "x".repeat(255) + "…"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refusals")
    void aRefusalCarriesTheApisReasonMadeFitToShow(int status, String body, String reason) {
        bench.answer(status, body);
        ApiException.Rejected e = bench.failureOfUpdate(ApiException.Rejected.class);
        assertThat(e).hasMessage("The API refused " + PUT + " (" + status + "): " + reason);
        assertThat(e.operation()).isEqualTo(PUT);
        assertThat(e.status()).isEqualTo(status);
        assertThat(e.definitive()).isTrue();
        assertThat(e.schemaCacheNotReady()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Source did not provide any schemas", "schema CACHE REFRESH in progress, wait"})
    void aCacheThatIsNotReadyIsTold(String message) {
        bench.answer(422, "{\"message\":\"" + message + "\"}");
        assertThat(bench.failureOfUpdate(ApiException.Rejected.class).schemaCacheNotReady())
                .isTrue();
    }

    @Test
    void a401IsAlwaysTheSameSentence() {
        bench.answer(401, "{\"message\":\"who is " + Bench.KEY + "\"}");
        assertThat(bench.failureOfUpdate(ApiException.Unauthorized.class)).hasMessage("The API refused the key (401).");
    }

    @Test
    void a403NamesTheRoute() {
        bench.answer(403, "{\"message\":\"read only\"}");
        assertThat(bench.failureOfUpdate(ApiException.AccessDenied.class))
                .hasMessage("The key may not " + PUT + " (403): read only");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a page for a write       | <html>sign in</html>         | delete",
                "another execution        | {\"data\":{\"id\":\"e2\"}}      | execution",
                "another sync             | {\"data\":{\"id\":\"s2\"}}      | sync",
                "a key of no organization | {\"data\":{\"id\":\"u\"}}       | me",
                "a field without an id    | {\"data\":{\"id\":\"a\",\"fields\":[{\"enabled\":true}]}} | schema"
            })
    void a200ThatIsNoAnswerIsUnreadable(String what, String body, String call) {
        bench.answer(200, body);
        assertThatThrownBy(() -> {
                    switch (call) {
                        case "delete" -> bench.api().deleteBulkSync("s1");
                        case "execution" -> bench.api().getExecution("s1", "e1");
                        case "sync" -> bench.api().getBulkSync("s1");
                        case "schema" -> bench.api().getSchema("s1", "a");
                        default -> bench.api().me();
                    }
                })
                .isInstanceOf(ApiException.Unreadable.class);
    }

    @Test
    void whatHasNoIdCostsNoList() {
        bench.answer(
                200,
                "{\"data\":[{\"status\":\"completed\"},{\"id\":\"e1\",\"schemas\":[{\"schema\":null},{\"schema\":\"a\"}]}]}");
        var only = bench.api().listExecutions("s1", 5, null).items();
        assertThat(only).hasSize(1);
        assertThat(only.get(0).schemas()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} with {1}: said by the API is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"key\":\"not_found\",\"message\":\"no such sync\"} | true",
                "410 | {\"error\":\"gone\"}                                 | true",
                "404 | {\"message\":null,\"status\":404}                      | true",
                "404 | {\"message\":\"no Route matched with those values\"} | false",
                "404 | {\"detail\":\"gateway\"}                             | false",
                "404 | <html>not here</html>                                | false",
                "404 | \"message\"                                          | false",
                "404 | ''                                                   | false",
            })
    void onlyTheApisOwn404SpeaksOfTheObject(int status, String body, boolean saidByApi) {
        bench.answer(status, body);
        ApiException.Missing e = bench.failureOfUpdate(ApiException.Missing.class);
        assertThat(e.saidByApi()).isEqualTo(saidByApi);
        assertThat(e.getMessage())
                .startsWith(
                        saidByApi ? "The API does not know the object of " : "Something other than the API answered ")
                .contains(PUT + " (" + status + ")");
    }

    @Test
    void a409IsAConflictAndNotDefinitive() {
        bench.answer(409, "{\"message\":\"busy\"}");
        ApiException.Conflict e = bench.failureOfUpdate(ApiException.Conflict.class);
        assertThat(e).hasMessage("The API reports a conflict for " + PUT + " (409): busy");
        assertThat(e.definitive()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504, 599})
    void anOutageIsAFixedSentenceWhateverTheBody(int status) {
        bench.answer(status, "{\"message\":\"panic in db-7 with 17:03:22\"}");
        ApiException.Unavailable e = bench.failureOfUpdate(ApiException.Unavailable.class);
        assertThat(e).hasMessage("The API answered " + PUT + " with status " + status + ".");
        assertThat(e.status()).isEqualTo(status);
        assertThat(e.sent()).isTrue();
        assertThat(e.definitive()).isFalse();
    }

    @Test
    void a429TellsHowLongToWait() {
        bench.answer(Bench.response(429, "").addHeader("Retry-After", "42"));
        ApiException.Throttled e = bench.failureOfUpdate(ApiException.Throttled.class);
        assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(42));
        assertThat(e).hasMessage("The API asked for a pause.");
        assertThat(e.definitive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void aRedirectIsNotFollowedAndNamesALikelyWrongAddress(int status) throws IOException {
        try (MockWebServer elsewhere = new MockWebServer()) {
            elsewhere.start();
            bench.answer(Bench.response(status, "").addHeader("Location", elsewhere.url("/login")));
            ApiException.Rejected e = bench.failureOfUpdate(ApiException.Rejected.class);
            assertThat(e)
                    .hasMessage("The server redirected " + PUT + " to host " + elsewhere.getHostName() + " (" + status
                            + "), which is not followed; the address of the API is likely wrong.");
            assertThat(elsewhere.getRequestCount()).isZero();
        }
    }

    @Test
    void a303AfterAWriteMayMeanDone() {
        bench.answer(Bench.response(303, "").addHeader("Location", "/done"));
        assertThat(bench.failureOfUpdate(ApiException.Unreadable.class).definitive())
                .isFalse();
        bench.answer(303, "");
        assertThat(catchThrowableOfType(
                                ApiException.Rejected.class, () -> bench.api().me())
                        .getMessage())
                .contains("redirected GET /api/me elsewhere (303)");
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments("", "The answer to " + PUT + " is empty."),
                arguments(" \n", "The answer to " + PUT + " is empty."),
                arguments("<html>\n<p>Login</p>", "The answer to " + PUT + " is not JSON: <html> <p>Login</p>"),
                arguments("{\"data\":{}} x", "The answer to " + PUT + " is not JSON: {\"data\":{}} x"),
                arguments("x".repeat(500), "The answer to " + PUT + " is not JSON: " + "x".repeat(199) + "…"),
                arguments("k " + Bench.KEY, "The answer to " + PUT + " is not JSON: k [removed]"),
                arguments("{\"data\":{\"id\":\" \"}}", "The answer to " + PUT + " has no id."),
                arguments("{\"data\":{\"name\":\"n\"}}", "The answer to " + PUT + " has no id."),
                arguments("{\"data\":null}", "The answer to " + PUT + " has no object \"data\"."),
                arguments("[]", "The answer to " + PUT + " has no object \"data\"."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void anUnreadable2xxIsNotDefinitive(String body, String sentence) {
        bench.answer(200, body);
        ApiException.Unreadable e = bench.failureOfUpdate(ApiException.Unreadable.class);
        assertThat(e).hasMessage(sentence);
        assertThat(e.definitive()).isFalse();
    }

    @ParameterizedTest(name = "{0} is a list: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"data\":[]}           | true",
                "{\"data\":null}         | true",
                "{}                      | true",
                "{\"pagination\":{}}     | true",
                "{\"error\":\"x\"}       | false",
                "{\"data\":{\"id\":1}}   | false",
                "[]                      | false",
                "null                    | false",
                "<html>                  | false",
            })
    void whatIsNotAListIsNotAnEmptyOne(String body, boolean list) {
        bench.answer(200, body).answer(200, body);
        List<ApiException> failures = new ArrayList<>();
        try {
            assertThat(bench.api().listConnections()).isEmpty();
        } catch (ApiException.Unreadable e) {
            failures.add(e);
        }
        try {
            bench.api().batchStatusAll(status -> {});
        } catch (ApiException.Unreadable e) {
            failures.add(e);
        }
        assertThat(failures).hasSize(list ? 0 : 2);
    }
}
