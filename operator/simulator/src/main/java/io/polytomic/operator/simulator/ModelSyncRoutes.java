package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Model syncs: read, switch, cancel, status. */
final class ModelSyncRoutes {
    private static final int PAGE = 50;

    private final World world;
    private final Envelopes envelopes;

    ModelSyncRoutes(World world, Envelopes envelopes) {
        this.world = world;
        this.envelopes = envelopes;
    }

    Answer list(Request request) {
        List<ModelSync> all = world.modelRuns.all(request.organization()).stream()
                .filter(sync -> request.parameter("active") == null || request.flag("active", true) == sync.active)
                .filter(sync ->
                        fits(request, "mode", sync.configuration.path("mode").asText()))
                .filter(sync -> fits(request, "target_connection_id", sync.targetConnectionId()))
                .toList();
        int size = Pages.size(request.number("limit", PAGE), PAGE, PAGE);
        Pages<ModelSync> page = Pages.of(all, request.parameter("page_token"), size);
        return envelopes.page(page.items().stream().map(ModelSync::item).toList(), page.next());
    }

    private static boolean fits(Request request, String parameter, String value) {
        String wanted = request.parameter(parameter);
        return wanted == null || wanted.equals(value);
    }

    Answer get(Request request) {
        return envelopes.data(find(request).json());
    }

    Answer activate(Request request) {
        ModelSync sync = find(request);
        if (Json.absent(request.json(), "active")) {
            throw ApiProblem.badRequest("active is required");
        }
        world.modelRuns.activate(sync, request.caller().actor(), SettingsReader.bool(request.json(), "active", true));
        return envelopes.data(Json.object().put("id", sync.id).put("active", sync.active));
    }

    Answer cancel(Request request) {
        ModelSync sync = find(request);
        return envelopes.data(BulkSyncRoutes.message(world.modelRuns.cancel(sync, sync.current)));
    }

    Answer status(Request request) {
        return envelopes.data(find(request).status(world.now()));
    }

    Answer scheduleOptions(Request request) {
        ObjectNode data = Json.object();
        ArrayNode options = data.putArray("schedule_options");
        for (String frequency : ScheduleReader.FREQUENCIES.stream().sorted().toList()) {
            ObjectNode option = options.addObject()
                    .put("frequency", frequency)
                    .put("label", frequency)
                    .put("description", "Runs on schedule kind " + frequency + ".");
            option.putObject("configuration");
        }
        return envelopes.data(data);
    }

    private ModelSync find(Request request) {
        return world.modelRuns.find(request.organization(), request.path("id"));
    }
}
