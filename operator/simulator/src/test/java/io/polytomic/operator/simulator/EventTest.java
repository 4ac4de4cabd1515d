package io.polytomic.operator.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventTest extends SimulatorTest {
    private void run(String id) {
        api.post(executions(id), "{}");
        after("PT1M");
    }

    @Test
    void bounds_exclude_and_limits_hold() {
        String id = api.create("");
        for (int i = 0; i < 8; i++) {
            run(id);
        }
        assertThat(api.get("/api/events").data()).hasSize(10);
        JsonNode all = api.get("/api/events?limit=500").data();
        assertThat(all).hasSize(16);
        String newest = all.path(0).path("created_at").asText();
        String oldest = all.path(15).path("created_at").asText();
        assertThat(newest).isGreaterThan(oldest);
        assertThat(api.get("/api/events?limit=100&starting_after=" + oldest).data())
                .hasSize(15);
        assertThat(api.get("/api/events?limit=100&ending_before=" + newest).data())
                .hasSize(15);
        assertThat(api.get("/api/events?type=nope").status()).isEqualTo(422);
        assertThat(api.get("/api/events?starting_after=yesterday").status()).isEqualTo(422);
    }

    @Test
    void switch_events_order() {
        run(api.create(""));
        assertThat(api.get("/api/events").data().path(0).path("type").asText()).isEqualTo("bulk_sync.completed");
        admin.setSwitch("events_order", "oldest");
        assertThat(api.get("/api/events").data().path(0).path("type").asText()).isEqualTo("bulk_sync.running");
    }

    @Test
    void events_vanish_after_48_hours() {
        run(api.create(""));
        after("PT47H");
        assertThat(api.get("/api/events").data()).hasSize(2);
        after("PT1H");
        assertThat(api.get("/api/events").data()).isEmpty();
    }

    @Test
    void one_webhook_an_organization() {
        String body = "{'endpoint': 'https://hooks.example.com', 'secret': 'secret'}";
        Api.Reply made = api.post("/api/webhooks", body);
        assertThat(made.data().path("secret").asText()).isEqualTo("********");
        assertThat(api.post("/api/webhooks", body).status()).isEqualTo(422);
        assertThat(api.put("/api/webhooks/" + made.id(), "{'endpoint': 'https://x', 'secret': 'short'}")
                        .status())
                .isEqualTo(422);
        api.delete("/api/webhooks/" + made.id());
        assertThat(api.post("/api/webhooks", body).status()).isEqualTo(200);
    }

    @Test
    void a_webhook_elsewhere_is_logged_but_not_called() {
        String id = api.post("/api/webhooks", "{'endpoint': 'https://hooks.example.com', 'secret': 'secret'}")
                .id();
        run(api.create(""));
        JsonNode attempts = api.get("/api/webhooks/" + id + "/deliveries").data();
        assertThat(attempts).hasSize(2);
        assertThat(attempts.path(0).path("success").asBoolean()).isFalse();
        assertThat(attempts.path(0).path("error_kind").asText()).isEqualTo("not_sent");
        assertThat(api.get("/api/webhooks/" + id + "/deliveries?success=true").data())
                .isEmpty();
        api.post("/api/webhooks/" + id + "/disable", "");
        run(api.create(""));
        assertThat(api.get("/api/webhooks/" + id + "/deliveries").data()).hasSize(2);
    }

    @Test
    void a_webhook_on_loopback_gets_signed_deliveries_and_retries() throws IOException {
        List<String> signatures = new CopyOnWriteArrayList<>();
        List<byte[]> bodies = new CopyOnWriteArrayList<>();
        AtomicInteger calls = new AtomicInteger();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            bodies.add(exchange.getRequestBody().readAllBytes());
            signatures.add(exchange.getRequestHeaders().getFirst("Polytomic-Signature"));
            exchange.sendResponseHeaders(calls.getAndIncrement() == 0 ? 500 : 204, -1);
            exchange.close();
        });
        receiver.start();
        try {
            String endpoint = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
            String id = api.post("/api/webhooks", "{'endpoint': '" + endpoint + "', 'secret': 'secret'}")
                    .id();
            String deliveries = "/api/webhooks/" + id + "/deliveries";
            api.post(executions(api.create("")), "{}");
            after("PT2S");
            await().until(() -> api.get(deliveries).data().size() == 1);
            assertThat(api.get(deliveries).data().path(0).path("status_code").asInt())
                    .isEqualTo(500);
            after("PT2S");
            await().until(() -> api.get(deliveries + "?success=true").data().size() == 1);
            assertThat(bodies.get(1)).isEqualTo(bodies.get(0));
            assertThat(signatures.get(0)).isEqualTo(Signature.of(bodies.get(0), "secret", "hex"));
            JsonNode body = Api.MAPPER.readTree(bodies.get(0));
            assertThat(body.path("type").asText()).isEqualTo("bulk_sync.running");
            assertThat(body.path("event").path("name").asText()).isEqualTo("orders");
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void switch_webhook_signature() {
        byte[] body = "body".getBytes(StandardCharsets.UTF_8);
        String hex = Signature.of(body, "secret", "hex");
        assertThat(hex).isEqualTo("dc46983557fea127b43af721467eb9b3fde2338fe3e14f51952aa8478c13d355");
        assertThat(Signature.of(body, "secret", "sha256_hex")).isEqualTo("sha256=" + hex);
        assertThat(Signature.of(body, "secret", "base64")).endsWith("=");
    }
}
