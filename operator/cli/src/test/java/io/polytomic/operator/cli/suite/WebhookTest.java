package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.cli.operator.WebhookServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An organization that is polled every ten minutes, and its webhook. */
@ClusterTest
class WebhookTest {
    private static final String SECRET = "hook-Wd5Nc8Lk27VtR4";
    private static final String ORGANIZATION = "porg/default";
    private static final String BODY = "{\"type\":\"bulk_sync.running\"}";

    private static void connect(Stage stage, String encoding) {
        stage.apply(Manifests.secret("polytomic", Stage.KEY)
                .replace("stringData: {", "stringData: {webhookSecret: %s, ".formatted(SECRET)));
        stage.apply(organization(stage, encoding));
        stage.waitFor(ORGANIZATION, "Ready");
        stage.apply(Manifests.sync("orders", Manifests.ORDERS));
        stage.waitFor("bsync/orders", "Ready");
    }

    private static String organization(Stage stage, String encoding) {
        return Manifests.organization("default", "polytomic", stage.url())
                .replace(
                        " pollInterval: 500ms",
                        " pollInterval: 10m\n  webhook: {secretRef: {name: polytomic, key: webhookSecret}, encoding: %s}"
                                .formatted(encoding));
    }

    private static WebhookServer server(Stage stage) {
        return new WebhookServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), stage.webhooks());
    }

    private static String door(WebhookServer server, Stage stage) {
        return "http://127.0.0.1:%d/webhook/%s/default".formatted(server.port(), stage.namespace());
    }

    /** As a person does once, see the page of the kind. */
    private static void register(Stage stage, String endpoint) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(stage.url() + "/api/webhooks"))
                .header("Authorization", "Bearer " + Stage.KEY)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"endpoint\": \"%s\", \"secret\": \"%s\"}".formatted(endpoint, SECRET)))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    private static String signature(String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(BODY.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int deliver(HttpClient client, String endpoint, String signature)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(endpoint))
                .header("Polytomic-Signature", signature)
                .POST(BodyPublishers.ofString(BODY))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static long ticksSince(Stage stage, long from) {
        return stage.callsSince(from).stream()
                .filter(call -> call.path().equals("/api/events"))
                .count();
    }

    /** Secrets of webhooks are shown no more than keys are. */
    private static void showsNoSecret(Stage stage) {
        assertThat(stage.log().lines()).noneMatch(line -> line.contains(SECRET));
        assertThat(stage.kubectl("get", "porg,bsync,events", "-o", "json")).doesNotContain(SECRET);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"hex, Hex", "base64, Base64", "sha256_hex, Hex"})
    @DisplayName(
            "A run that somebody else starts is in status long before the next poll, however deliveries are signed")
    void wakes(String flavour, String encoding, Cluster cluster) throws IOException, InterruptedException {
        try (var stage = Stage.open(cluster);
                var server = server(stage)) {
            stage.api().setSwitch("webhook_signature", flavour);
            connect(stage, encoding);
            register(stage, door(server, stage));
            var id = stage.syncId("orders");
            long from = stage.now();

            var execution = stage.api().world().startExecution(id).path("id").asText();
            Stage.eventually()
                    .untilAsserted(() -> assertThat(stage.status("bsync/orders")
                                    .path("lastExecution")
                                    .path("id")
                                    .asText())
                            .isEqualTo(execution));
            assertThat(stage.writesSince(from)).isEmpty();
            showsNoSecret(stage);
        }
    }

    @Test
    @DisplayName("A forged delivery is refused and wakes nothing: not one call; without any the run stays unseen")
    void forged(Cluster cluster) throws IOException, InterruptedException {
        try (var stage = Stage.open(cluster);
                var server = server(stage)) {
            connect(stage, "Hex");
            stage.api().world().startExecution(stage.syncId("orders"));
            long from = stage.now();
            var client = HttpClient.newHttpClient();

            assertThat(deliver(client, door(server, stage), signature("hook-another")))
                    .isEqualTo(401);
            assertThat(deliver(client, door(server, stage), "")).isEqualTo(401);
            assertThat(deliver(client, door(server, stage), signature(SECRET).substring(1)))
                    .isEqualTo(401);
            await().during(Duration.ofSeconds(3))
                    .until(() -> stage.callsSince(from).isEmpty());
            assertThat(stage.status("bsync/orders").has("lastExecution")).isFalse();

            assertThat(deliver(client, door(server, stage), signature(SECRET))).isEqualTo(204);
            Stage.eventually()
                    .until(() -> stage.status("bsync/orders").has("lastExecution")
                            || stage.status("bsync/orders").has("currentExecution"));
            showsNoSecret(stage);
        }
    }

    @Test
    @DisplayName("A flood of good deliveries costs at most one tick a second; those above ten a second are sent away")
    void flood(Cluster cluster) throws IOException, InterruptedException {
        try (var stage = Stage.open(cluster);
                var server = server(stage)) {
            connect(stage, "Hex");
            long from = stage.now();
            var client = HttpClient.newHttpClient();
            var answers = new HashMap<Integer, Integer>();
            var begun = Instant.now();
            var end = begun.plusSeconds(4);
            while (Instant.now().isBefore(end)) {
                answers.merge(deliver(client, door(server, stage), signature(SECRET)), 1, Integer::sum);
            }
            long ticks = ticksSince(stage, from);
            long seconds = Duration.between(begun, Instant.now()).toSeconds() + 1;

            assertThat(ticks).isBetween(2L, seconds + 1);
            assertThat(answers.keySet()).containsExactlyInAnyOrder(204, 429);
            assertThat(answers.get(204)).isLessThanOrEqualTo((int) (20 + 10 * seconds));
        }
    }

    @Test
    @DisplayName("Without the secret of its webhook the organization is Ready all the same, and says what is missing")
    void noSecret(Cluster cluster) throws IOException, InterruptedException {
        try (var stage = Stage.open(cluster);
                var server = server(stage)) {
            stage.apply(Manifests.secret("polytomic", Stage.KEY) + organization(stage, "Hex"));
            stage.waitFor(ORGANIZATION, "Ready");

            assertThat(stage.condition(ORGANIZATION, "Ready").path("message").asText())
                    .endsWith(
                            "spec.webhook: deliveries are refused, Secret polytomic has no value under key webhookSecret.");
            assertThat(deliver(HttpClient.newHttpClient(), door(server, stage), signature("guessed")))
                    .isEqualTo(503);
        }
    }
}
