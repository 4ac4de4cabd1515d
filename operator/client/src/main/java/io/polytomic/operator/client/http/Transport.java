package io.polytomic.operator.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.client.http.CallState.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/** Sends one call and hands over its answer; every failure leaves as an ApiException. */
final class Transport {
    private static final MediaType JSON = MediaType.get("application/json");

    private final Endpoint endpoint;
    private final OkHttpClient client;
    private final OkHttpClient patient;
    private final Failures failures;

    Transport(Endpoint endpoint, OkHttpClient client, OkHttpClient patient, Failures failures) {
        this.endpoint = endpoint;
        this.client = client;
        this.patient = patient;
        this.failures = failures;
    }

    /** Makes something of a 2xx. */
    interface Reader<T> {
        T read(String operation, Response response) throws IOException;
    }

    /** A whole JSON answer. {@code serverTime} is its Date, null when there was none. */
    record Answer(String operation, JsonNode root, Instant serverTime) {}

    Answer read(Route route, Priority priority, Size size) {
        return send(route, priority, size, null, null, this::answer);
    }

    /** A write whose answer matters. {@code idempotencyKey} null for none. */
    Answer write(Route route, Priority priority, Map<String, ?> body, String idempotencyKey) {
        return send(route, priority, Size.USUAL, oneShot(body), idempotencyKey, this::answer);
    }

    /** A write that any 2xx of the API completes; a page of something else with status 200 does not. */
    void perform(Route route, Priority priority, Map<String, ?> body) {
        send(route, priority, Size.USUAL, oneShot(body), null, this::done);
    }

    <T> T stream(Route route, Priority priority, Reader<T> reader) {
        return send(route, priority, Size.STREAM, null, null, reader);
    }

    private <T> T send(
            Route route, Priority priority, Size size, RequestBody body, String idempotencyKey, Reader<T> reader) {
        CallState state = new CallState(route.operation(), priority, size);
        Request.Builder request = new Request.Builder()
                .url(route.url(endpoint.base()))
                .method(route.method(), body)
                .tag(CallState.class, state);
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        OkHttpClient chosen = size == Size.USUAL ? client : patient;
        try (Response response = chosen.newCall(request.build()).execute()) {
            if (!response.isSuccessful()) {
                throw failures.answered(state.operation, response);
            }
            return reader.read(state.operation, response);
        } catch (IOException e) {
            throw failures.unanswered(state, endpoint.base().host(), e);
        }
    }

    private Void done(String operation, Response response) throws IOException {
        byte[] body = response.body().bytes();
        String text = new String(body, StandardCharsets.UTF_8);
        if (!text.isBlank() && Json.tryRead(body).isMissingNode()) {
            throw failures.notJson(operation, text);
        }
        return null;
    }

    private Answer answer(String operation, Response response) throws IOException {
        byte[] body = response.body().bytes();
        JsonNode root = Json.tryRead(body);
        if (root.isMissingNode()) {
            throw failures.notJson(operation, new String(body, StandardCharsets.UTF_8));
        }
        return new Answer(operation, root, response.headers().getInstant("Date"));
    }

    /** A body that OkHttp may write once only, which forbids it to repeat the request by itself. */
    private static RequestBody oneShot(Map<String, ?> body) {
        byte[] bytes = body == null ? new byte[0] : Json.write(body);
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return body == null ? null : JSON;
            }

            @Override
            public long contentLength() {
                return bytes.length;
            }

            @Override
            public boolean isOneShot() {
                return true;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                sink.write(bytes);
            }
        };
    }

    void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
