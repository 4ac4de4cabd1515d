package io.polytomic.operator.client.http;

import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Adds the credential, and only to requests for the host that was checked. */
final class Authentication implements Interceptor {
    private final HttpUrl base;
    private final String header;

    Authentication(Endpoint endpoint, Credential credential) {
        this.base = endpoint.base();
        this.header = credential.header();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        HttpUrl url = chain.request().url();
        if (!url.host().equals(base.host())
                || url.port() != base.port()
                || !url.scheme().equals(base.scheme())) {
            throw new IllegalStateException("A request for another host than the endpoint: " + url.host());
        }
        return chain.proceed(
                chain.request().newBuilder().header("Authorization", header).build());
    }
}
