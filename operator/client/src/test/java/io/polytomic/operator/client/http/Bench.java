package io.polytomic.operator.client.http;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.polytomic.operator.client.ApiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.RecordedRequest;

/** A client on a scripted server: what is not in the script is answered 418 at once, so an extra request shows. */
final class Bench implements AutoCloseable {
    static final String KEY = "pk-0123456789-secret";

    final MockWebServer server = new MockWebServer();
    final FakeTime time = new FakeTime();
    final List<String> journal = new ArrayList<>();
    final RequestBudget budget = new RequestBudget(300, time.time());
    HttpSettings settings = HttpSettings.DEFAULT;
    Credential credential = Credential.bearer(KEY);
    private HttpPolytomicApi api;

    Bench() {
        QueueDispatcher script = new QueueDispatcher();
        script.setFailFast(new MockResponse.Builder().code(418).build());
        server.setDispatcher(script);
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpPolytomicApi api() {
        if (api == null) {
            api = at(server.url("/").toString());
        }
        return api;
    }

    HttpPolytomicApi at(String address) {
        return new HttpPolytomicApi(
                Endpoint.of(address, AllowedHosts.DEFAULT),
                credential,
                budget,
                settings,
                (operation, result, duration, waited) -> journal.add(operation + " " + result),
                time.time(),
                () -> 0L); // no jitter: nextDouble() is 0
    }

    /** What an update of a sync throws. */
    <T extends ApiException> T failureOfUpdate(Class<T> type) {
        return catchThrowableOfType(type, () -> api().updateBulkSync("s1", Map.of()));
    }

    Bench answer(int status, String body) {
        return answer(response(status, body));
    }

    Bench answer(MockResponse.Builder response) {
        server.enqueue(response.build());
        return this;
    }

    static MockResponse.Builder response(int status, String body) {
        return new MockResponse.Builder().code(status).body(body);
    }

    /** The next request the server saw; null when there was none. All calls block, so it is there by now. */
    RecordedRequest seen() {
        try {
            return server.takeRequest(0, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (api != null) {
            api.close();
        }
        server.close();
    }
}
