package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Who calls, and jobs. */
final class IdentityRoutes {
    private final World world;
    private final Envelopes envelopes;

    IdentityRoutes(World world, Envelopes envelopes) {
        this.world = world;
        this.envelopes = envelopes;
    }

    /** id, email and role belong to users only (notes.md section 2). */
    Answer me(Request request) {
        Caller caller = request.caller();
        ApiKey key = caller.key();
        ObjectNode data = Json.object()
                .put("organization_id", caller.organizationId())
                .put("organization_name", caller.organization().name())
                .put("is_user", key.kind == ApiKey.Kind.USER)
                .put("is_organization", key.kind == ApiKey.Kind.ORGANIZATION)
                .put("is_partner", key.kind == ApiKey.Kind.PARTNER)
                .put("is_system", false);
        if (key.kind == ApiKey.Kind.USER) {
            data.put("id", key.actor.id()).put("email", key.email).put("role", key.role);
        }
        data.putObject("credential").put("method", "api_key");
        return envelopes.data(data);
    }

    Answer job(Request request) {
        return envelopes.data(world.jobs
                .find(request.organization(), request.path("type"), request.path("id"))
                .json(world.now()));
    }
}
