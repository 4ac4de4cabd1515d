package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** One attempt to deliver an event (notes.md section 12). */
record DeliveryAttempt(
        String id,
        String webhookId,
        String eventId,
        String eventType,
        Instant attemptedAt,
        boolean success,
        Integer statusCode,
        String error,
        String errorKind,
        long durationMillis,
        String responseBody) {
    ObjectNode json() {
        return Json.object()
                .put("id", id)
                .put("event_id", eventId)
                .put("event_type", eventType)
                .put("attempted_at", attemptedAt.toString())
                .put("success", success)
                .put("status_code", statusCode)
                .put("error", error)
                .put("error_kind", errorKind)
                .put("duration_ms", durationMillis)
                .put("response_body", responseBody);
    }
}
