package io.polytomic.operator.simulator;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Sends deliveries over HTTP, without waiting for them. */
final class HttpCourier implements Webhooks.Courier {
    private static final int KEPT_BODY = 1_000;

    private final HttpClient client;

    HttpCourier(Executor executor) {
        client = HttpClient.newBuilder()
                .executor(executor)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
    }

    @Override
    public void send(URI endpoint, byte[] body, String signature, Consumer<Webhooks.Receipt> report) {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json")
                .header("Polytomic-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        long start = System.nanoTime();
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).whenComplete((response, failure) -> {
            long millis = (System.nanoTime() - start) / 1_000_000;
            if (failure == null) {
                String text = response.body();
                String kept = text.length() > KEPT_BODY ? text.substring(0, KEPT_BODY) : text;
                report.accept(new Webhooks.Receipt(response.statusCode(), null, null, millis, kept));
            } else {
                report.accept(new Webhooks.Receipt(null, failure.getMessage(), "connection", millis, null));
            }
        });
    }
}
