package io.polytomic.operator.client.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * OkHttp by itself sends any request again, DELETE included, when a 503 says {@code Retry-After: 0}. Without the header it
 * does not. The other ways are closed elsewhere: connection failures and 408 by {@code retryOnConnectionFailure(false)},
 * redirects by {@code followRedirects(false)}, 421 by {@link Transport}'s one-shot bodies.
 */
final class NoHiddenResend implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        return response.code() == 503
                ? response.newBuilder().removeHeader("Retry-After").build()
                : response;
    }
}
