package io.polytomic.operator.simulator;

import java.time.Instant;
import java.util.List;

/** The webhook of an organization and what was delivered to it. */
final class WebhookRoutes {
    private static final int PAGE = 50;

    private final World world;
    private final Envelopes envelopes;

    WebhookRoutes(World world, Envelopes envelopes) {
        this.world = world;
        this.envelopes = envelopes;
    }

    Answer list(Request request) {
        return envelopes.list(world.webhooks.all(request.organization()).stream()
                .map(Webhook::json)
                .toList());
    }

    Answer create(Request request) {
        return envelopes.data(
                world.webhooks.create(request.organization(), request.json()).json());
    }

    Answer get(Request request) {
        return envelopes.data(find(request).json());
    }

    Answer replace(Request request) {
        Webhook webhook = find(request);
        world.webhooks.write(webhook, request.json());
        return envelopes.data(webhook.json());
    }

    Answer delete(Request request) {
        world.webhooks.delete(find(request));
        return Answer.empty(200);
    }

    Answer disable(Request request) {
        Webhook webhook = find(request);
        webhook.disable(world.now(), "disabled by user");
        world.changed();
        return envelopes.data(webhook.json());
    }

    Answer enable(Request request) {
        Webhook webhook = find(request);
        webhook.enable();
        world.changed();
        return envelopes.data(webhook.json());
    }

    Answer deliveries(Request request) {
        Instant start = request.time("start");
        Instant end = request.time("end");
        String event = request.parameter("event_id");
        List<DeliveryAttempt> all = world.webhooks.attempts(find(request)).stream()
                .filter(each -> request.parameter("success") == null || request.flag("success", true) == each.success())
                .filter(each -> event == null || event.equals(each.eventId()))
                .filter(each -> start == null || !each.attemptedAt().isBefore(start))
                .filter(each -> end == null || each.attemptedAt().isBefore(end))
                .toList();
        Pages<DeliveryAttempt> page = Pages.of(all, request.parameter("page_token"), PAGE);
        return envelopes.page(page.items().stream().map(DeliveryAttempt::json).toList(), page.next());
    }

    private Webhook find(Request request) {
        return world.webhooks.find(request.organization(), request.path("id"));
    }
}
