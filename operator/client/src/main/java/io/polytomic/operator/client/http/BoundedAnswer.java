package io.polytomic.operator.client.http;

import java.io.IOException;
import java.util.Map;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;

/**
 * Reads the answer as far as its limit, which counts after decompression. Reading it here, below {@link RetryReads}, makes
 * a connection that breaks in the middle of an answer a failed read like any other. A stream is only watched; of an error
 * page the start is kept.
 */
final class BoundedAnswer implements Interceptor {
    private static final long ERROR_PAGE_LIMIT = 64 * 1024;

    private final Map<CallState.Size, Long> limits;

    BoundedAnswer(HttpSettings settings) {
        limits = Map.of(
                CallState.Size.USUAL, settings.answerLimit(),
                CallState.Size.LARGE, settings.largeAnswerLimit(),
                CallState.Size.STREAM, settings.streamLimit());
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        CallState state = CallState.of(chain.request());
        Response response = chain.proceed(chain.request());
        if (!response.isSuccessful()) {
            return startOf(response);
        }
        ResponseBody body = response.body();
        BufferedSource watched = Okio.buffer(new LimitedSource(body.source(), limits.get(state.size), state.operation));
        if (state.size == CallState.Size.STREAM) {
            return with(response, watched);
        }
        Buffer whole = new Buffer();
        try (body) {
            watched.readAll(whole);
        }
        return with(response, whole);
    }

    /** The status is known and says it all; a page that breaks off is as good as a short one. */
    private static Response startOf(Response response) {
        Buffer start = new Buffer();
        try (ResponseBody body = response.body()) {
            while (start.size() < ERROR_PAGE_LIMIT
                    && body.source().read(start, ERROR_PAGE_LIMIT - start.size()) >= 0) {}
        } catch (IOException e) {
            return with(response, start);
        }
        return with(response, start);
    }

    private static Response with(Response response, BufferedSource source) {
        ResponseBody old = response.body();
        return response.newBuilder()
                .body(ResponseBody.create(source, old.contentType(), -1))
                .build();
    }
}
