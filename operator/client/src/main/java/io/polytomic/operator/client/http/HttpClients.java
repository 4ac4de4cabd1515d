package io.polytomic.operator.client.http;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;

/** Where the HTTP layer is put together. */
final class HttpClients {
    /**
     * Idle connections kept, and for how long: below the 60 s after which common load balancers hang up, so that a write
     * seldom meets a connection that is closed already.
     */
    private static final int IDLE_CONNECTIONS = 16;

    private static final long IDLE_SECONDS = 45;

    private HttpClients() {}

    static OkHttpClient create(
            Endpoint endpoint,
            Credential credential,
            RequestBudget budget,
            HttpSettings settings,
            CallListener listener,
            Time time,
            RandomGenerator random) {
        return new OkHttpClient.Builder()
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .callTimeout(settings.callTimeout())
                .connectionSpecs(List.of(CipherOrder.TLS, ConnectionSpec.CLEARTEXT))
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .followRedirects(false) // a redirect could carry the credential to a host nobody allowed
                .followSslRedirects(false)
                .retryOnConnectionFailure(false) // would send writes twice
                .eventListener(CallState.SENT_MARKER)
                .addInterceptor(
                        new RetryReads(settings.readRetries(), time, random)) // outermost: each try does all below
                .addInterceptor(new Journal(listener, time)) // each try is told, with its wait and its reading
                .addInterceptor(new BoundedAnswer(settings)) // above Throttle, which must see a 429 whose body breaks
                .addInterceptor(new Throttle(budget)) // each try pays its own fare
                .addInterceptor(new Identification(settings.version()))
                .addInterceptor(new Authentication(endpoint, credential)) // last: nothing else sees the credential
                .addNetworkInterceptor(new NoHiddenResend())
                .build();
    }

    /** The same client, connections included, with the patience that large answers need. */
    static OkHttpClient patient(OkHttpClient client, HttpSettings settings) {
        return client.newBuilder()
                .readTimeout(settings.largeReadTimeout())
                .callTimeout(settings.largeCallTimeout())
                .build();
    }
}
