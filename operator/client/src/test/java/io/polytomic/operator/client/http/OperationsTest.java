package io.polytomic.operator.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.Page;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.wire.BatchStatus;
import io.polytomic.operator.client.wire.Execution;
import io.polytomic.operator.client.wire.SchemaExecution;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, one row an operation. */
class OperationsTest {
    private static final String KEY = "uid-create-1";
    private static final String OBJECT = "{\"data\":{\"id\":\"x\",\"organization_id\":\"o\"}}";
    private static final String LIST = "{\"data\":null}";

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static Arguments row(String line, String answer, Consumer<PolytomicApi> call) {
        return row(line, null, null, answer, call);
    }

    private static Arguments row(String line, String body, String key, String answer, Consumer<PolytomicApi> call) {
        return arguments(line, body, key, answer, call);
    }

    static Stream<Arguments> operations() {
        return Stream.of(
                row("GET /api/me", OBJECT, PolytomicApi::me),
                row("GET /api/bulk/syncs", LIST, a -> a.listBulkSyncs(null)),
                row("GET /api/bulk/syncs?page_token=a%2Bb%3D%26c", LIST, a -> a.listBulkSyncs("a+b=&c")),
                row("GET /api/bulk/syncs/s1", OBJECT.replace("x", "S1"), a -> a.getBulkSync("s1")),
                row("POST /api/bulk/syncs", "{\"name\":null}", KEY, OBJECT, a -> a.createBulkSync(nullName(), KEY)),
                row(
                        "PUT /api/bulk/syncs/s1",
                        "{\"active\":false}",
                        null,
                        OBJECT,
                        a -> a.updateBulkSync("s1", Map.of("active", false))),
                row("DELETE /api/bulk/syncs/s1", "", null, "", a -> a.deleteBulkSync("s1")),
                row(
                        "POST /api/bulk/syncs/s1/activate",
                        "{\"active\":true}",
                        null,
                        "",
                        a -> a.activateBulkSync("s1", true)),
                row("GET /api/bulk/syncs/s1/error-handling", OBJECT, a -> a.getErrorHandling("s1")),
                row(
                        "PUT /api/bulk/syncs/s1/error-handling",
                        "{\"subscribers\":[]}",
                        null,
                        OBJECT,
                        a -> a.updateErrorHandling("s1", Map.of("subscribers", List.of()))),
                row("GET /api/bulk/syncs/s1/schemas", LIST, a -> a.listSchemas("s1")),
                row("GET /api/bulk/syncs/s1/schemas/a%2Fb.c%20d", OBJECT, a -> a.getSchema("s1", "a/b.c d")),
                row("GET /api/bulk/syncs/s1/schemas/%252e%3F%23%C3%A9", OBJECT, a -> a.getSchema("s1", "%2e?#é")),
                row(
                        "PATCH /api/bulk/syncs/s1/schemas",
                        "{\"schemas\":[{\"id\":\"t\"}]}",
                        null,
                        "",
                        a -> a.patchSchemas("s1", List.of(Map.of("id", "t")))),
                row("GET /api/bulk/syncs/s1/status", OBJECT, a -> a.getStatus("s1")),
                row("GET /api/bulk/syncs/status?all=true", LIST, a -> a.batchStatusAll(s -> {})),
                row("GET /api/bulk/syncs/status?sync_id=b&sync_id=a", LIST, a -> a.batchStatus(List.of("b", "a"))),
                row("GET /api/bulk/syncs/s1/executions?limit=100", LIST, a -> a.listExecutions("s1", 100, null)),
                row(
                        "GET /api/bulk/syncs/s1/executions?limit=5&page_token=p",
                        LIST,
                        a -> a.listExecutions("s1", 5, "p")),
                row("GET /api/bulk/syncs/s1/executions/e1", OBJECT.replace("x", "e1"), a -> a.getExecution("s1", "e1")),
                row(
                        "POST /api/bulk/syncs/s1/executions",
                        "{}",
                        KEY,
                        OBJECT,
                        a -> a.startExecution("s1", Map.of(), KEY)),
                row("POST /api/bulk/syncs/s1/executions/e1/cancel", "", null, "", a -> a.cancelExecution("s1", "e1")),
                row(
                        "GET /api/bulk/syncs/s1/executions/e1/schemas/public.a%20b/consolelog",
                        OBJECT, a -> a.schemaConsoleLog("s1", "e1", "public.a b")),
                row("GET /api/connections", LIST, PolytomicApi::listConnections),
                row("GET /api/connections/c1", OBJECT, a -> a.getConnection("c1")),
                row(
                        "GET /api/connections/c1/bulksync/source?include_fields=false",
                        OBJECT,
                        a -> a.getBulkSource("c1", false)),
                row("GET /api/connections/c1/bulksync/target", OBJECT, a -> a.getBulkDestination("c1")),
                row("POST /api/connections/c1/schemas/refresh", "", null, "", a -> a.refreshSchemas("c1")),
                row("GET /api/connections/c1/schemas/status", OBJECT, a -> a.getSchemaCacheStatus("c1")),
                row("GET /api/events?limit=100", LIST, a -> a.listEvents(null, null, 100)),
                row(
                        "GET /api/events?starting_after=2026-01-01T00%3A00%3A00Z&ending_before=2026-01-02T00%3A00%3A00Z&limit=1",
                        LIST,
                        a -> a.listEvents(
                                Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z"), 1)),
                row("GET /api/syncs", LIST, a -> a.listModelSyncs(null)),
                row("GET /api/syncs?page_token=p", LIST, a -> a.listModelSyncs("p")),
                row("GET /api/syncs/m1", OBJECT.replace("x", "m1"), a -> a.getModelSync("m1")),
                row("GET /api/syncs/m1/status", OBJECT, a -> a.getModelSyncStatus("m1")));
    }

    private static Map<String, Object> nullName() {
        return Collections.singletonMap("name", null);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void sends(String line, String body, String idempotencyKey, String answer, Consumer<PolytomicApi> call) {
        bench.answer(answer.isEmpty() ? 204 : 200, answer);
        call.accept(bench.api());
        RecordedRequest request = bench.seen();
        assertThat(decodedColons(request.getMethod() + " " + request.getTarget()))
                .isEqualTo(decodedColons(line));
        assertThat(request.getBody() == null ? "" : request.getBody().utf8()).isEqualTo(body == null ? "" : body);
        assertThat(request.getHeaders().get("Idempotency-Key")).isEqualTo(idempotencyKey);
        assertThat(request.getHeaders().get("Content-Type"))
                .isEqualTo(body == null || body.isEmpty() ? null : "application/json");
        assertThat(request.getHeaders().get("X-Polytomic-Version")).isEqualTo("2025-09-18");
        assertThat(request.getHeaders().get("User-Agent")).matches("polytomic-operator/\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
        assertThat(request.getHeaders().values("Authorization")).containsExactly("Bearer " + Bench.KEY);
        assertThat(bench.seen()).isNull();
    }

    /** A colon in a query may be encoded or not; both are the same address. */
    private static String decodedColons(String line) {
        return line.replace("%3A", ":");
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyMethodOfTheInterfaceHasARow() {
        Set<String> called = new TreeSet<>();
        PolytomicApi recorder = (PolytomicApi) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PolytomicApi.class}, (proxy, method, args) -> {
                    called.add(method.getName());
                    return null;
                });
        operations().forEach(row -> ((Consumer<PolytomicApi>) row.get()[4]).accept(recorder));
        assertThat(called)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(PolytomicApi.class.getMethods())
                        .map(Method::getName)
                        .filter(name -> !name.equals("at"))
                        .toList());
    }

    @Test
    void basicCredentialsAndABasePathAreKept() {
        bench.credential = Credential.basic("org-1:key-2");
        bench.answer(200, OBJECT);
        bench.at(bench.server.url("/inner").toString()).me();
        RecordedRequest request = bench.seen();
        assertThat(request.getTarget()).isEqualTo("/inner/api/me");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Basic b3JnLTE6a2V5LTI=");
    }

    @ParameterizedTest(name = "id \"{0}\"")
    @ValueSource(strings = {"", " ", ".", ".."})
    void anIdThatWouldAddressSomethingElseIsNotSent(String id) {
        ApiException.Rejected e = catchThrowableOfType(
                ApiException.Rejected.class, () -> bench.api().deleteBulkSync(id));
        assertThat(e).hasMessage("The id \"" + id + "\" cannot be part of an address; nothing was sent.");
        assertThat(e.operation()).isEqualTo("DELETE /api/bulk/syncs/{id}");
        assertThat(bench.server.getRequestCount()).isZero();
    }

    @ParameterizedTest(name = "key \"{0}\"")
    @ValueSource(strings = {"seven-7", "with.dot-1", "with blank-1"})
    void aMalformedIdempotencyKeyIsNotSent(String key) {
        assertThatThrownBy(() -> bench.api().startExecution("s", Map.of(), key))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bench.api().createBulkSync(Map.of(), null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(bench.server.getRequestCount()).isZero();
    }

    @Test
    void aBatchOfNoneIsNotSentAndOneOfTooManyIsAMistake() {
        assertThat(bench.api().batchStatus(List.of())).isEmpty();
        assertThatThrownBy(() -> bench.api().batchStatus(Collections.nCopies(51, "x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(bench.server.getRequestCount()).isZero();
    }

    @Test
    void aPageKnowsItsSuccessorAndTheServersTime() {
        bench.answer(Bench.response(200, "{\"data\":[{\"id\":\"e1\"}],\"pagination\":{\"next_page_token\":\"t2\"}}")
                        .addHeader("Date", "Thu, 01 Jan 2026 00:00:30 GMT"))
                .answer(200, "{\"data\":[],\"pagination\":{\"next_page_token\":\"\"}}");
        Page<Execution> page = bench.api().listExecutions("s", 1, null);
        assertThat(page.items()).extracting(Execution::id).containsExactly("e1");
        assertThat(page.nextPageToken()).isEqualTo("t2");
        assertThat(page.serverTime()).isEqualTo("2026-01-01T00:00:30Z");
        assertThat(bench.api().listBulkSyncs(null)).isEqualTo(new Page<>(List.of(), null, null));
    }

    @Test
    void theBatchStatusIsHandedOverPieceByPiece() {
        bench.answer(Bench.response(
                        200,
                        "{\"x\":{\"y\":[1]},\"data\":[{\"sync_id\":\"a\"},null,7,[{}],{\"sync_id\":\"b\"}],\"z\":[]}")
                .addHeader("Date", "Thu, 01 Jan 2026 00:00:30 GMT"));
        List<String> ids = new ArrayList<>();
        assertThat(bench.api().batchStatusAll(s -> ids.add(s.syncId()))).isEqualTo("2026-01-01T00:00:30Z");
        assertThat(ids).containsExactly("a", "b");
    }

    @Test
    void aStreamThatGoesOnAfterItsEndIsNotTrusted() {
        bench.answer(200, "{\"data\":[]} {\"data\":[]}");
        assertThatThrownBy(() -> bench.api().batchStatusAll(s -> {})).isInstanceOf(ApiException.Unreadable.class);
    }

    @Test
    void aStreamWhoseConnectionBreaksIsAnOutage() {
        bench.answer(Bench.response(200, "{\"data\":[{\"sync_id\":\"a\"}" + " ".repeat(100_000) + "]}")
                .onResponseBody(new SocketEffect.CloseSocket()));
        List<String> ids = new ArrayList<>();
        assertThatThrownBy(() -> bench.api().batchStatusAll(s -> ids.add(s.syncId())))
                .isInstanceOf(ApiException.Unavailable.class);
        assertThat(ids).containsExactly("a");
    }

    @Test
    void whatWasHandedOverBeforeABreakStaysHandedOver() {
        bench.answer(200, "{\"data\":[{\"sync_id\":\"a\"},{\"sync");
        List<String> ids = new ArrayList<>();
        assertThatThrownBy(() -> bench.api().batchStatusAll(s -> ids.add(s.syncId())))
                .isInstanceOf(ApiException.Unreadable.class);
        assertThat(ids).containsExactly("a");
    }

    @Test
    void aNumberThatNobodyCanMeanCostsItsMember() {
        bench.answer(
                200,
                "{\"data\":[{\"sync_id\":\"a\",\"status\":1e99999999999,\"schemas\":[{\"schema\":\"s\","
                        + "\"record_count\":1e99999999999,\"error_count\":\"" + "9".repeat(65) + "\"}]}]}");
        List<BatchStatus> read = new ArrayList<>();
        bench.api().batchStatusAll(read::add);
        assertThat(read)
                .containsExactly(new BatchStatus(
                        "a",
                        null,
                        null,
                        List.of(new SchemaExecution("s", null, null, null, null, null, null, null, null, null))));
    }

    @Test
    void aNumberThatNobodyCanMeanMakesAnAnswerUnreadable() {
        bench.answer(200, "{\"data\":{\"id\":\"a\",\"name\":1e99999999999}}");
        assertThatThrownBy(() -> bench.api().getBulkSync("a")).isInstanceOf(ApiException.Unreadable.class);
    }
}
