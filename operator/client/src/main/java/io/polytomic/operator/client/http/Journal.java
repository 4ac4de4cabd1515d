package io.polytomic.operator.client.http;

import io.polytomic.operator.client.ApiException;
import java.io.IOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Tells the {@link CallListener} about each try. Sits where it sees the wait of the budget and the reading of the answer. */
final class Journal implements Interceptor {
    private final CallListener listener;
    private final Time time;

    Journal(CallListener listener, Time time) {
        this.listener = listener;
        this.time = time;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        CallState state = CallState.of(chain.request());
        state.waitedNanos = 0;
        long start = time.now();
        String result = "none";
        try {
            Response response = chain.proceed(chain.request());
            result = result(response.code());
            return response;
        } catch (ApiException.Unauthorized | ApiException.Throttled e) {
            result = "unsent";
            throw e;
        } catch (ApiException.Unreadable e) {
            result = "2xx";
            throw e;
        } finally {
            long waited = state.waitedNanos;
            listener.called(
                    state.operation, result, Duration.ofNanos(time.now() - start - waited), Duration.ofNanos(waited));
        }
    }

    private static String result(int status) {
        return status == 401 || status == 429 ? String.valueOf(status) : status / 100 + "xx";
    }
}
