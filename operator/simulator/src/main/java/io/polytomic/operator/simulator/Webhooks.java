package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One webhook an organization; events go to it, at most six attempts each, with doubling pauses of simulated time. */
final class Webhooks {
    static final int RETRIES = 5;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");
    private static final Duration KEPT = Duration.ofHours(48);

    /** How the outside world is reached; the answer is reported back from another thread. */
    interface Courier {
        void send(URI endpoint, byte[] body, String signature, Consumer<Receipt> report);
    }

    /** What came back: a status, or an error. */
    record Receipt(Integer status, String error, String errorKind, long millis, String body) {}

    private final World world;
    private final Map<String, Webhook> webhooks = new LinkedHashMap<>();
    private final Deque<DeliveryAttempt> attempts = new ArrayDeque<>();
    private Courier courier = (endpoint, body, signature, report) -> {};

    Webhooks(World world) {
        this.world = world;
    }

    void setCourier(Courier value) {
        courier = value;
    }

    List<Webhook> all(String organizationId) {
        return webhooks.values().stream()
                .filter(webhook -> webhook.organizationId.equals(organizationId))
                .toList();
    }

    Webhook find(String organizationId, String id) {
        Webhook found = webhooks.get(id);
        if (found == null || !found.organizationId.equals(organizationId)) {
            throw ApiProblem.notFound("webhook", id);
        }
        return found;
    }

    Webhook create(String organizationId, JsonNode body) {
        if (!all(organizationId).isEmpty()) {
            throw ApiProblem.unprocessable("the organization already has a webhook");
        }
        Webhook webhook = new Webhook(world.newId(), organizationId, world.now());
        write(webhook, body);
        webhooks.put(webhook.id, webhook);
        return webhook;
    }

    void write(Webhook webhook, JsonNode body) {
        String endpoint = Json.text(body, "endpoint", "");
        String secret = Json.text(body, "secret", "");
        if (endpoint.isEmpty()) {
            throw ApiProblem.unprocessable("endpoint is required");
        }
        if (secret.length() < 6 || secret.length() > 32) {
            throw ApiProblem.unprocessable("secret must have 6 to 32 characters");
        }
        webhook.endpoint = endpoint;
        webhook.secret = secret;
        world.changed();
    }

    void delete(Webhook webhook) {
        webhooks.remove(webhook.id);
        world.changed();
    }

    void deliver(EventFeed.Event event) {
        for (Webhook webhook : all(event.organizationId())) {
            if (!webhook.disabled) {
                attempt(webhook, event, 0);
            }
        }
    }

    private void attempt(Webhook webhook, EventFeed.Event event, int retry) {
        if (webhook.disabled || webhooks.get(webhook.id) != webhook) {
            return;
        }
        URI endpoint = loopback(webhook.endpoint);
        if (endpoint == null) {
            note(webhook, event, new Receipt(null, "the simulator sends to loopback only", "not_sent", 0, null));
            return;
        }
        ObjectNode delivery = Json.object().put("type", event.type());
        ObjectNode payload = event.payload().deepCopy();
        delivery.set("event", payload.put("name", payload.path("sync_name").asText()));
        byte[] body = Json.bytes(delivery);
        String signature = Signature.of(body, webhook.secret, world.switches.get(Switch.WEBHOOK_SIGNATURE));
        courier.send(endpoint, body, signature, receipt -> received(webhook, event, retry, receipt));
    }

    private void received(Webhook webhook, EventFeed.Event event, int retry, Receipt receipt) {
        synchronized (world) {
            world.settle();
            boolean delivered = note(webhook, event, receipt);
            if (!delivered && retry < RETRIES) {
                world.after(Duration.ofSeconds(1L << retry), () -> attempt(webhook, event, retry + 1));
            }
        }
    }

    private boolean note(Webhook webhook, EventFeed.Event event, Receipt receipt) {
        boolean success = receipt.status() != null && receipt.status() / 100 == 2;
        attempts.addFirst(new DeliveryAttempt(
                world.newId(),
                webhook.id,
                event.id(),
                event.type(),
                world.now(),
                success,
                receipt.status(),
                receipt.error(),
                receipt.errorKind(),
                receipt.millis(),
                receipt.body()));
        Instant oldest = world.now().minus(KEPT);
        while (attempts.getLast().attemptedAt().isBefore(oldest)) {
            attempts.removeLast();
        }
        return success;
    }

    /** Newest first. */
    List<DeliveryAttempt> attempts(Webhook webhook) {
        List<DeliveryAttempt> found = new ArrayList<>(attempts);
        found.removeIf(attempt -> !attempt.webhookId().equals(webhook.id));
        return found;
    }

    private static URI loopback(String endpoint) {
        try {
            URI uri = URI.create(endpoint);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return http && uri.getHost() != null && LOOPBACK.contains(uri.getHost()) ? uri : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
