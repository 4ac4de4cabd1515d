package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** The event feed; events vanish after 48 hours (notes.md section 12). Guarded by the lock of the world. */
final class EventFeed {
    static final List<String> TYPES = List.of(
            "bulk_sync.canceled",
            "bulk_sync.completed",
            "bulk_sync.completed_with_error",
            "bulk_sync.failed",
            "bulk_sync.running",
            "sync.canceled",
            "sync.completed",
            "sync.completed_with_errors",
            "sync.failed",
            "sync.running");
    private static final Duration KEPT = Duration.ofHours(48);

    /** One event; the payload is what stands in its member "event". */
    record Event(String id, String type, String organizationId, Instant createdAt, ObjectNode payload) {
        ObjectNode json() {
            ObjectNode json = Json.object().put("id", id).put("type", type).put("organization_id", organizationId);
            json.put("created_at", createdAt.toString());
            json.set("event", payload);
            return json;
        }
    }

    private final World world;
    private final Deque<Event> events = new ArrayDeque<>();

    EventFeed(World world) {
        this.world = world;
    }

    void bulk(String type, BulkSync sync, Execution execution) {
        ObjectNode payload = Json.object()
                .put("sync_id", sync.id)
                .put("sync_name", sync.settings.name())
                .put("execution_id", execution.id)
                .put("organization_id", sync.organizationId)
                .put("source_connection_id", sync.settings.sourceConnectionId())
                .put("destination_connection_id", sync.settings.destinationConnectionId());
        if (!type.endsWith("running") && !type.endsWith("canceled")) {
            Schedule schedule = execution.order.schedule();
            payload.put("trigger_source", schedule == null ? "manual" : "schedule");
            if (schedule == null) {
                payload.putNull("schedule");
            } else {
                payload.putObject("schedule").put("id", schedule.id()).put("frequency", schedule.frequency());
            }
        }
        if (type.endsWith("failed")) {
            payload.put("error", execution.message);
        }
        add(type, sync.organizationId, payload);
    }

    void add(String type, String organizationId, ObjectNode payload) {
        forgetOld();
        Event event = new Event(world.newId(), type, organizationId, world.now(), payload);
        events.addLast(event);
        world.webhooks.deliver(event);
    }

    private void forgetOld() {
        Instant oldest = world.now().minus(KEPT);
        while (!events.isEmpty() && events.getFirst().createdAt().isBefore(oldest)) {
            events.removeFirst();
        }
    }

    /** Both bounds exclude; null is open. */
    List<Event> list(
            String organizationId, String type, Instant after, Instant before, int limit, boolean newestFirst) {
        forgetOld();
        List<Event> found = new ArrayList<>();
        for (Event event : events) {
            if (event.organizationId().equals(organizationId)
                    && (type == null || event.type().equals(type))
                    && (after == null || event.createdAt().isAfter(after))
                    && (before == null || event.createdAt().isBefore(before))) {
                found.add(event);
            }
        }
        if (newestFirst) {
            Collections.reverse(found);
        }
        return found.size() > limit ? found.subList(0, limit) : found;
    }
}
