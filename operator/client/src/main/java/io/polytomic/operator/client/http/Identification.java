package io.polytomic.operator.client.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Says who calls and which contract is meant. The version is always sent: sources disagree on what the server assumes
 * without it (notes.md §1).
 */
final class Identification implements Interceptor {
    static final String API_VERSION = "2025-09-18";

    private final String userAgent;

    Identification(String version) {
        this.userAgent = "polytomic-operator/" + version;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        return chain.proceed(chain.request()
                .newBuilder()
                .header("X-Polytomic-Version", API_VERSION)
                .header("User-Agent", userAgent)
                .header("Accept", "application/json")
                .build());
    }
}
