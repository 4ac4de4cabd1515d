package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The schemas of a bulk sync (notes.md section 9). */
final class SchemaRoutes {
    private final World world;
    private final Envelopes envelopes;
    private final SchemaJson json;

    SchemaRoutes(World world, Envelopes envelopes) {
        this.world = world;
        this.envelopes = envelopes;
        this.json = new SchemaJson(world);
    }

    Answer list(Request request) {
        BulkSync sync = find(request);
        String enabled = enabledFilter(request);
        return envelopes.list(world.catalogOf(sync).ids().stream()
                .filter(id -> enabled.isEmpty()
                        || Boolean.parseBoolean(enabled) == sync.schema(id).enabled())
                .map(id -> json.item(sync, id))
                .toList());
    }

    /** Both spellings of the SDKs: filters[enabled]=true and filters={"enabled":"true"}. */
    private static String enabledFilter(Request request) {
        String plain = request.parameter("filters[enabled]");
        if (plain != null || request.parameter("filters") == null) {
            return plain == null ? "" : plain;
        }
        try {
            JsonNode filters = Json.MAPPER.readTree(request.parameter("filters"));
            return Json.text(filters, "enabled", "");
        } catch (IOException e) {
            throw ApiProblem.badRequest("filters is not JSON");
        }
    }

    Answer patch(Request request) {
        BulkSync sync = find(request);
        Set<String> touched = world.selections.patch(sync, request.json());
        edited(sync, request);
        boolean all = world.switches.is(Switch.PATCH_ANSWER, "all");
        List<String> ids = world.catalogOf(sync).ids();
        return envelopes.list(ids.stream()
                .filter(id -> all || touched.contains(id))
                .map(id -> json.schema(sync, id))
                .toList());
    }

    Answer get(Request request) {
        BulkSync sync = find(request);
        return envelopes.data(json.schema(sync, known(sync, request)));
    }

    Answer replace(Request request) {
        BulkSync sync = find(request);
        world.selections.replaceSchema(sync, request.path("schema"), request.json());
        edited(sync, request);
        return envelopes.data(json.schema(sync, request.path("schema")));
    }

    Answer cancel(Request request) {
        BulkSync sync = find(request);
        return envelopes.data(BulkSyncRoutes.message(world.executions.cancelSchema(sync, known(sync, request))));
    }

    private void edited(BulkSync sync, Request request) {
        if (world.switches.on(Switch.SCHEMA_EDIT_MOVES_UPDATED_AT)) {
            world.bulkSyncs.touch(sync, request.caller().actor());
        }
    }

    private String known(BulkSync sync, Request request) {
        String id = request.path("schema");
        if (!world.catalogOf(sync).has(id)) {
            throw ApiProblem.notFound("schema", id);
        }
        return id;
    }

    private BulkSync find(Request request) {
        BulkSync sync = world.bulkSyncs.find(request.organization(), request.path("id"));
        world.schemaCache.requireReady(world.connections.get(sync.settings.sourceConnectionId()));
        return sync;
    }
}
