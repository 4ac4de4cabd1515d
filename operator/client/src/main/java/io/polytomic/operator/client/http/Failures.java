package io.polytomic.operator.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.client.ApiException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.Response;

/** Turns what is not a success into an {@link ApiException}; the only place that does. */
final class Failures {
    private static final int MESSAGE_LIMIT = 256;
    private static final int EXCERPT_LIMIT = 200;

    private final PlainText text;
    private final RequestBudget budget;

    Failures(PlainText text, RequestBudget budget) {
        this.text = text;
        this.budget = budget;
    }

    /** An answer that is not 2xx. */
    ApiException answered(String operation, Response response) throws IOException {
        int status = response.code();
        if (status == 408 || status >= 500) { // never the body: it may tell of the inside of another system
            return new ApiException.Unavailable(
                    operation, status, true, "The API answered %s with status %d.".formatted(operation, status));
        }
        if (status < 400) {
            return redirected(operation, response);
        }
        ErrorBody body = ErrorBody.of(response.body().bytes());
        return switch (status) {
            case 401 -> new ApiException.Unauthorized(operation);
            case 403 ->
                new ApiException.AccessDenied(
                        operation, "The key may not %s (403): %s".formatted(operation, reason(body)));
            case 404, 410 -> missing(operation, status, body);
            case 409 ->
                new ApiException.Conflict(
                        operation, "The API reports a conflict for %s (409): %s".formatted(operation, reason(body)));
            case 429 -> new ApiException.Throttled(operation, budget.pauseLeft());
            default ->
                new ApiException.Rejected(
                        operation,
                        status,
                        "The API refused %s (%d): %s".formatted(operation, status, reason(body)),
                        body.saysCacheNotReady());
        };
    }

    private ApiException missing(String operation, int status, ErrorBody body) {
        String sentence = body.isFromApi()
                ? "The API does not know the object of %s (%d): %s"
                : "Something other than the API answered %s (%d): %s";
        return new ApiException.Missing(
                operation, sentence.formatted(operation, status, reason(body)), body.isFromApi());
    }

    private ApiException redirected(String operation, Response response) {
        HttpUrl target = response.request().url().resolve(String.valueOf(response.header("Location")));
        String where = target == null || response.header("Location") == null ? "elsewhere" : "to host " + target.host();
        String message =
                "The server redirected %s %s (%d), which is not followed; the address of the API is likely wrong."
                        .formatted(operation, text.of(where, EXCERPT_LIMIT), response.code());
        boolean mayHaveActed = response.code() == 303 && !operation.startsWith("GET "); // "done, see there"
        return mayHaveActed
                ? new ApiException.Unreadable(operation, message)
                : new ApiException.Rejected(operation, response.code(), message, false);
    }

    /** No answer, or not all of it. */
    ApiException unanswered(CallState state, String host, IOException failure) {
        String sentence = "The API did not answer %s: %s.".formatted(state.operation, cause(state, host, failure));
        return new ApiException.Unavailable(state.operation, 0, state.sent(), sentence);
    }

    private static String cause(CallState state, String host, IOException failure) {
        if (failure instanceof UnknownHostException) {
            return "the host name " + host + " is unknown";
        }
        if (failure instanceof InterruptedIOException) { // SocketTimeoutException is one
            return state.sent() ? "no answer came in time" : "no connection to " + host + " was made in time";
        }
        if (failure instanceof ConnectException) {
            return "the connection to " + host + " was refused or is not possible";
        }
        if (failure instanceof SSLException && !state.sent()) {
            return "the TLS handshake with " + host + " failed";
        }
        return state.sent() ? "the connection broke" : "no connection to " + host + " was made";
    }

    /** A 2xx that is not JSON. */
    ApiException notJson(String operation, String body) {
        return body.isBlank()
                ? new ApiException.Unreadable(operation, "The answer to %s is empty.".formatted(operation))
                : new ApiException.Unreadable(
                        operation,
                        "The answer to %s is not JSON: %s".formatted(operation, text.of(body, EXCERPT_LIMIT)));
    }

    /** A 2xx whose JSON lacks what it must have. */
    static ApiException without(String operation, String what) {
        return new ApiException.Unreadable(operation, "The answer to %s has no %s.".formatted(operation, what));
    }

    private String reason(ErrorBody body) {
        return body.message()
                .map(message -> text.of(message, MESSAGE_LIMIT))
                .filter(message -> !message.isEmpty())
                .orElseGet(() -> body.raw().isBlank()
                        ? "no reason was given"
                        : "the answer is not the API's: " + text.of(body.raw(), EXCERPT_LIMIT));
    }

    /**
     * The body of a refusal: {@code {key, message, metadata, status}}, {@code {code, context, error, status}} or
     * {@code {"error": "…"}} (notes.md §7); anything else is a gateway's page, or nothing.
     */
    private record ErrorBody(JsonNode json, String raw) {
        static ErrorBody of(byte[] body) {
            return new ErrorBody(Json.tryRead(body), new String(body, StandardCharsets.UTF_8));
        }

        /** A {@code message} alone is what gateways write, too (Kong: "no Route matched with those values"). */
        boolean isFromApi() {
            return json.isObject()
                    && (json.path("key").isTextual()
                            || json.path("error").isTextual()
                            || json.has("message") && json.has("status"));
        }

        Optional<String> message() {
            return Optional.ofNullable(Json.text(json, "message"))
                    .or(() -> Optional.ofNullable(Json.text(json, "error")))
                    .or(() -> Optional.ofNullable(Json.text(json.path("error"), "message")))
                    .or(() -> Optional.ofNullable(Json.text(json, "key")));
        }

        boolean saysCacheNotReady() {
            String message = message().orElse("").toLowerCase(Locale.ROOT);
            return message.contains("did not provide any schemas") || message.contains("cache refresh in progress");
        }
    }
}
