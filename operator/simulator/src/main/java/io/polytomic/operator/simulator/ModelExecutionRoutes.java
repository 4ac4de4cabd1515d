package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Executions of model syncs and their logs. */
final class ModelExecutionRoutes {
    private static final int PAGE = 50;
    private static final List<String> LOG_TYPES =
            List.of("records", "errors", "warnings", "inserts", "updates", "deletes");

    private final World world;
    private final Envelopes envelopes;

    ModelExecutionRoutes(World world, Envelopes envelopes) {
        this.world = world;
        this.envelopes = envelopes;
    }

    Answer list(Request request) {
        List<ModelExecution> all = new ArrayList<>(sync(request).executions);
        if (request.flag("only_completed", false)) {
            all.removeIf(execution -> !execution.isOver());
        }
        if (request.flag("ascending", false)) {
            Collections.reverse(all);
        }
        Pages<ModelExecution> page = Pages.of(all, request.parameter("page_token"), PAGE);
        return envelopes.page(
                page.items().stream().map(each -> each.json(world.now())).toList(), page.next());
    }

    Answer start(Request request) {
        ModelExecution execution = world.modelRuns.start(sync(request), request.jsonOrEmpty());
        return envelopes.data(Json.object()
                .put("id", execution.id)
                .put("status", execution.status)
                .put("created_at", execution.createdAt.toString()));
    }

    Answer get(Request request) {
        return envelopes.data(execution(request).json(world.now()));
    }

    Answer cancel(Request request) {
        return envelopes.data(BulkSyncRoutes.message(world.modelRuns.cancel(sync(request), execution(request))));
    }

    Answer console(Request request) {
        ModelExecution execution = execution(request);
        ConsoleLines lines = new ConsoleLines();
        lines.add(execution.createdAt, "INFO", "execution created");
        lines.add(execution.startedAt, "INFO", "execution started");
        lines.add(execution.completedAt, "INFO", "execution " + execution.status);
        return envelopes.data(lines.json(request.number("limit", ConsoleLines.MOST), request.parameter("after")));
    }

    Answer logsIndex(Request request) {
        ModelExecution execution = execution(request);
        ObjectNode data = Json.object();
        for (String type : LOG_TYPES) {
            String base = "/api/syncs/" + request.path("id") + "/executions/" + execution.id + "/";
            data.putObject(type).put("count", count(execution, type)).put("url", base + type);
        }
        return envelopes.data(data);
    }

    private long count(ModelExecution execution, String type) {
        return switch (type) {
            case "records" -> execution.rows;
            case "errors" -> execution.errors();
            case "inserts" -> execution.done(world.now());
            default -> 0;
        };
    }

    Answer logUrls(Request request) {
        ModelExecution execution = execution(request);
        String type = request.path("type");
        if (!LOG_TYPES.contains(type)) {
            throw ApiProblem.badRequest("log type " + type + " is not one of " + LOG_TYPES);
        }
        Instant expires = world.now().plus(Duration.ofHours(1));
        ObjectNode data = Json.object().put("expires", expires.toString());
        data.putArray("urls").add("https://logs.invalid/" + execution.id + "/" + type + ".csv");
        return envelopes.data(data);
    }

    private ModelSync sync(Request request) {
        return world.modelRuns.find(request.organization(), request.path("id"));
    }

    private ModelExecution execution(Request request) {
        return world.modelRuns.execution(sync(request), request.path("execution"));
    }
}
