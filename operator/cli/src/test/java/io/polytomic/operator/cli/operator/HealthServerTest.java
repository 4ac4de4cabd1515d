package io.polytomic.operator.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HealthServerTest {

    @Test
    @DisplayName(
            "Not ready until it was ready once; from then on the third failure in a row counts, and liveness never")
    void readiness() throws IOException, InterruptedException {
        var ready = new AtomicBoolean();
        try (var health = new HealthServer(0, ready::get, () -> "")) {
            assertThat(status(health, "/readyz")).isEqualTo(503);
            assertThat(status(health, "/livez")).isEqualTo(200);

            ready.set(true);
            assertThat(status(health, "/readyz")).isEqualTo(200);

            ready.set(false);
            assertThat(status(health, "/readyz")).isEqualTo(200);
            assertThat(status(health, "/readyz")).isEqualTo(200);
            assertThat(status(health, "/readyz")).isEqualTo(503);
            assertThat(status(health, "/livez")).isEqualTo(200);
        }
    }

    private static int status(HealthServer health, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + health.port() + path))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
