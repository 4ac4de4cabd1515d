package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** /api/bulk/syncs: the record itself, active, cancel and error handling. */
final class BulkSyncRoutes {
    private static final int PAGE = 50;

    private final World world;
    private final Envelopes envelopes;
    private final BulkSyncJson json;

    BulkSyncRoutes(World world, Envelopes envelopes) {
        this.world = world;
        this.envelopes = envelopes;
        this.json = new BulkSyncJson(world);
    }

    Answer list(Request request) {
        List<BulkSync> all = world.bulkSyncs.all(request.organization());
        if (request.parameter("active") != null) {
            boolean active = request.flag("active", true);
            all = all.stream().filter(sync -> sync.settings.active() == active).toList();
        }
        int size = Pages.size(request.number("limit", PAGE), PAGE, PAGE);
        return switch (world.switches.get(Switch.LIST_PAGING)) {
            case "unpaged" -> envelopes.list(items(all));
            case "truncated_without_token" -> envelopes.list(items(all.subList(0, Math.min(PAGE, all.size()))));
            default -> {
                Pages<BulkSync> page = Pages.of(all, request.parameter("page_token"), size);
                yield envelopes.page(items(page.items()), page.next());
            }
        };
    }

    private List<? extends JsonNode> items(List<BulkSync> syncs) {
        return syncs.stream().map(json::sync).toList();
    }

    Answer create(Request request) {
        BulkSync sync =
                world.bulkSyncs.create(request.organization(), request.caller().actor(), request.json());
        return envelopes.data(json.sync(sync));
    }

    Answer get(Request request) {
        BulkSync sync = find(request);
        if (request.flag("refresh_schemas", false)) {
            Connection source = world.connections.get(sync.settings.sourceConnectionId());
            world.schemaCache.refresh(source, source.traits.refreshDelay());
        }
        return envelopes.data(json.sync(sync));
    }

    Answer replace(Request request) {
        BulkSync sync = find(request);
        world.bulkSyncs.replace(sync, request.caller().actor(), request.json());
        return envelopes.data(json.sync(sync));
    }

    Answer delete(Request request) {
        world.bulkSyncs.delete(find(request));
        return Answer.empty(200);
    }

    Answer activate(Request request) {
        BulkSync sync = find(request);
        if (Json.absent(request.json(), "active")) {
            throw ApiProblem.badRequest("active is required");
        }
        world.bulkSyncs.activate(sync, request.caller().actor(), SettingsReader.bool(request.json(), "active", true));
        return envelopes.data(Json.object().put("id", sync.id).put("active", sync.settings.active()));
    }

    Answer cancel(Request request) {
        boolean running = world.executions.cancelCurrent(find(request), "canceled by user");
        return envelopes.data(message(running));
    }

    static JsonNode message(boolean running) {
        return Json.object().put("message", running ? "cancellation requested" : "nothing is running");
    }

    Answer getErrorHandling(Request request) {
        requireErrorHandling();
        return envelopes.data(json.errorHandling(find(request)));
    }

    Answer putErrorHandling(Request request) {
        requireErrorHandling();
        BulkSync sync = find(request);
        world.bulkSyncs.setErrorHandling(sync, request.caller().actor(), request.json());
        return envelopes.data(json.errorHandling(sync));
    }

    private void requireErrorHandling() {
        if (world.switches.is(Switch.ERROR_HANDLING_ROUTE, "absent")) {
            throw new ApiProblem(404, "not_found", "no such route");
        }
    }

    private BulkSync find(Request request) {
        return world.bulkSyncs.find(request.organization(), request.path("id"));
    }
}
