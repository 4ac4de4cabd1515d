package io.polytomic.operator.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.polytomic.operator.controller.watch.WatchScheduler;
import io.polytomic.operator.controller.watch.WebhookKey;
import io.polytomic.operator.controller.watch.Webhooks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures were made with openssl. */
class WebhookServerTest {
    private static final String HEADER = "Polytomic-Signature";
    private static final String DOOR = "/webhook/data/default";
    private static final ResourceID ORGANIZATION = new ResourceID("default", "data");
    private static final String BODY = "{\"type\":\"bulk_sync.running\"}";
    private static final String SIGNATURE = "9a84c02b153a3cfd7efb10bff5530b30689dad5f24963954eda47a372989ab39";

    private static final int LARGEST = 64 * 1024;

    private final HttpClient client = HttpClient.newHttpClient();
    private final WatchScheduler scheduler = new WatchScheduler();
    private final Webhooks webhooks = new Webhooks(scheduler);
    private WebhookServer server;

    @BeforeEach
    void listen() {
        server = new WebhookServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), webhooks);
        webhooks.listen(
                ORGANIZATION,
                new WebhookKey("opensesame", WebhookKey.Algorithm.SHA256, WebhookKey.Encoding.HEX, HEADER));
    }

    @AfterEach
    void close() {
        server.close();
        scheduler.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, BodyPublisher body, String... signatures)
            throws IOException, InterruptedException {
        var request = request(path).POST(body);
        for (var signature : signatures) {
            request.header(HEADER, signature);
        }
        return send(request.build());
    }

    @Test
    @DisplayName("A signed delivery: 204")
    void signed() throws IOException, InterruptedException {
        assertThat(post(DOOR, BodyPublishers.ofString(BODY), SIGNATURE).statusCode())
                .isEqualTo(204);
    }

    @Test
    @DisplayName("Unsigned, signed twice, altered, of another organization or one that is not there: 401, all the same")
    void refused() throws IOException, InterruptedException {
        var all = new ArrayList<HttpResponse<String>>();
        all.add(post(DOOR, BodyPublishers.ofString(BODY)));
        all.add(post(DOOR, BodyPublishers.ofString(BODY), SIGNATURE, SIGNATURE));
        all.add(post(DOOR, BodyPublishers.ofString(BODY + " "), SIGNATURE));
        all.add(post(DOOR, BodyPublishers.noBody(), SIGNATURE));
        all.add(post(DOOR, BodyPublishers.ofString(BODY), SIGNATURE.substring(0, 62)));
        all.add(post("/webhook/data/other", BodyPublishers.ofString(BODY), SIGNATURE));
        all.add(post("/webhook/other/default", BodyPublishers.ofString(BODY), SIGNATURE));
        assertThat(all).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body()).isEmpty();
            assertThat(response.headers().map().keySet()).isSubsetOf("date", "content-length");
        });
    }

    @Test
    @DisplayName(
            "An organization that is not listened to any more: 401; when none is: 503, so that it is tried again elsewhere")
    void nobody() throws IOException, InterruptedException {
        var other = new ResourceID("other", "data");
        webhooks.listen(
                other, new WebhookKey("openbarley", WebhookKey.Algorithm.SHA256, WebhookKey.Encoding.HEX, HEADER));
        webhooks.ignore(ORGANIZATION);
        assertThat(post(DOOR, BodyPublishers.ofString(BODY), SIGNATURE).statusCode())
                .isEqualTo(401);
        webhooks.ignore(other);
        assertThat(post(DOOR, BodyPublishers.ofString(BODY), SIGNATURE).statusCode())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS"})
    @DisplayName("Any method but POST: 405")
    void method(String method) throws IOException, InterruptedException {
        var response = send(request(DOOR)
                .method(method, BodyPublishers.ofString(BODY))
                .header(HEADER, SIGNATURE)
                .build());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/webhook",
                "/webhook/data",
                DOOR + "/",
                DOOR + "/more",
                "/more" + DOOR,
                "/webhook/data/de%2Ffault",
                "/webhook/DATA/default"
            })
    @DisplayName("Any other path: 404")
    void path(String path) throws IOException, InterruptedException {
        assertThat(post(path, BodyPublishers.ofString(BODY), SIGNATURE).statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("A body of 64 KiB is read, one byte more is not, with its length told or not: 413")
    void size() throws IOException, InterruptedException {
        assertThat(post(DOOR, BodyPublishers.ofByteArray(new byte[LARGEST]), SIGNATURE)
                        .statusCode())
                .isEqualTo(401);
        assertThat(post(DOOR, BodyPublishers.ofByteArray(new byte[LARGEST + 1]), SIGNATURE)
                        .statusCode())
                .isEqualTo(413);
        var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[LARGEST + 1]));
        assertThat(post(DOOR, chunked, SIGNATURE).statusCode()).isEqualTo(413);
    }

    @Test
    @DisplayName("More than ten a second and a few: 429, good or not, with the time to wait")
    void rate() throws IOException, InterruptedException {
        var last = post(DOOR, BodyPublishers.ofString(BODY));
        int sent = 1;
        while (last.statusCode() == 401 && sent < 2_000) {
            last = post(DOOR, BodyPublishers.ofString(BODY));
            sent++;
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).contains("1");
        assertThat(sent).isGreaterThan(20);
    }
}
