package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Executions of bulk syncs and their logs. */
final class ExecutionRoutes {
    private static final int MOST = 100;
    private static final int STANDARD = 50;

    private final World world;
    private final Envelopes envelopes;
    private final ExecutionJson json;

    ExecutionRoutes(World world, Envelopes envelopes) {
        this.world = world;
        this.envelopes = envelopes;
        this.json = new ExecutionJson(world);
    }

    Answer list(Request request) {
        BulkSync sync = sync(request);
        List<Execution> all = new ArrayList<>(sync.executions);
        if (request.flag("only_terminal", false)) {
            all.removeIf(execution -> !execution.isOver());
            all.sort(Comparator.comparing((Execution execution) -> execution.updatedAt)
                    .reversed());
        }
        if (request.flag("ascending", false)) {
            Collections.reverse(all);
        }
        int size = Pages.size(request.number("limit", STANDARD), STANDARD, MOST);
        Pages<Execution> page = Pages.of(all, request.parameter("page_token"), size);
        return envelopes.page(
                page.items().stream().map(each -> json.execution(sync, each)).toList(), page.next());
    }

    Answer start(Request request) {
        BulkSync sync = sync(request);
        Execution execution = world.executions.start(sync, request.jsonOrEmpty());
        return envelopes.data(json.execution(sync, execution));
    }

    Answer get(Request request) {
        BulkSync sync = sync(request);
        return envelopes.data(json.execution(sync, execution(request, sync)));
    }

    Answer cancel(Request request) {
        BulkSync sync = sync(request);
        Execution execution = execution(request, sync);
        boolean running = sync.current == execution && world.executions.cancelCurrent(sync, "canceled by user");
        return envelopes.data(BulkSyncRoutes.message(running));
    }

    Answer console(Request request) {
        BulkSync sync = sync(request);
        Execution execution = execution(request, sync);
        ConsoleLines lines = new ConsoleLines();
        execution(lines, execution);
        for (int i = 0; i < execution.schemas.size(); i++) {
            schema(lines, execution.progress(i, world.now()));
        }
        return envelopes.data(lines.json(request.number("limit", ConsoleLines.MOST), request.parameter("after")));
    }

    Answer schemaConsole(Request request) {
        BulkSync sync = sync(request);
        Execution execution = execution(request, sync);
        int index = execution.schemas.indexOf(request.path("schema"));
        if (index < 0) {
            throw ApiProblem.notFound("schema", request.path("schema"));
        }
        ConsoleLines lines = new ConsoleLines();
        schema(lines, execution.progress(index, world.now()));
        return envelopes.data(lines.json(request.number("limit", ConsoleLines.MOST), request.parameter("after")));
    }

    private static void execution(ConsoleLines lines, Execution execution) {
        lines.add(execution.createdAt, "INFO", "execution created");
        lines.add(execution.startedAt, "INFO", "execution started");
        boolean failed = execution.status.equals("failed") || execution.status.equals("interrupted");
        lines.add(
                execution.completedAt,
                failed ? "ERROR" : "INFO",
                "execution " + execution.status + (execution.message.isEmpty() ? "" : ": " + execution.message));
    }

    private static void schema(ConsoleLines lines, Execution.SchemaProgress progress) {
        lines.add(progress.startedAt(), "INFO", progress.schema() + ": reading");
        lines.add(
                progress.completedAt(),
                progress.status().equals("failed") ? "ERROR" : "INFO",
                progress.schema() + ": " + progress.status() + ", " + progress.records() + " records"
                        + (progress.message().isEmpty() ? "" : ", " + progress.message()));
    }

    Answer logs(Request request) {
        Execution execution = execution(request, sync(request));
        Instant expires = world.now().plus(Duration.ofHours(1));
        ObjectNode data = Json.object().put("Expires", expires.toString());
        data.putArray("URLs")
                .add("https://logs.invalid/" + execution.id + "/0.log?expires=" + expires.getEpochSecond());
        return envelopes.data(data);
    }

    Answer export(Request request) {
        Execution execution = execution(request, sync(request));
        Jobs.Job job = world.jobs.export(request.organization(), execution.id);
        ObjectNode body = Json.object();
        ObjectNode data = body.putObject("data");
        body.set("job", job.json(world.now()));
        if (job.status(world.now()).equals("done")) {
            data.put("url", job.url());
        }
        return Answer.json(200, body);
    }

    private BulkSync sync(Request request) {
        return world.bulkSyncs.find(request.organization(), request.path("id"));
    }

    private Execution execution(Request request, BulkSync sync) {
        return world.executions.find(sync, request.path("execution"));
    }
}
