package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The webhook of an organization. Guarded by the lock of the world. */
final class Webhook {
    final String id;
    final String organizationId;
    final Instant createdAt;
    String endpoint;
    String secret;
    boolean disabled;
    Instant disabledAt;
    String disabledReason;

    Webhook(String id, String organizationId, Instant createdAt) {
        this.id = id;
        this.organizationId = organizationId;
        this.createdAt = createdAt;
    }

    void disable(Instant now, String reason) {
        disabled = true;
        disabledAt = now;
        disabledReason = reason;
    }

    void enable() {
        disabled = false;
        disabledAt = null;
        disabledReason = null;
    }

    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("organization_id", organizationId)
                .put("created_at", createdAt.toString())
                .put("endpoint", endpoint)
                .put("secret", "********")
                .put("disabled", disabled)
                .put("disabled_reason", disabledReason);
        return Json.put(json, "disabled_at", disabledAt);
    }
}
