package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Starts, drives, cancels and ends executions of bulk syncs (notes.md sections 4, 5, 10). */
final class Executions {
    private static final Set<String> FETCH_MODES = Set.of("none", "incremental", "full");
    private static final Set<String> RESYNC_MODES = Set.of("refetch", "resync", "rebuild");

    private final World world;

    Executions(World world) {
        this.world = world;
    }

    /** A start by hand; works for inactive syncs, too. */
    Execution start(BulkSync sync, JsonNode body) {
        if (body.has("resync")) {
            throw ApiProblem.badRequest("resync is not accepted in this version; use resync_mode");
        }
        boolean test = SettingsReader.bool(body, "test", false);
        String resync = SettingsReader.word(body, "resync_mode", RESYNC_MODES, null);
        if (test && resync != null) {
            throw ApiProblem.badRequest("test and resync_mode exclude each other");
        }
        String fetch = SettingsReader.word(body, "fetch_mode", FETCH_MODES, "none");
        Connection destination = world.connections.get(sync.settings.destinationConnectionId());
        if (resync != null && !destination.traits.resyncModes().contains(resync)) {
            throw ApiProblem.unprocessable(
                    "resync_mode " + resync + " is not supported by destination " + destination.name);
        }
        List<String> named = named(sync, body);
        if (sync.current != null) {
            throw ApiProblem.conflict("an execution of this sync is already running");
        }
        Execution.Order order = new Execution.Order("manual", fetch, resync, test, !named.isEmpty(), null);
        return begin(sync, order, named.isEmpty() ? enabled(sync) : named);
    }

    private List<String> named(BulkSync sync, JsonNode body) {
        List<String> named = new ArrayList<>();
        if (!Json.absent(body, "schemas")) {
            List<String> enabled = enabled(sync);
            for (JsonNode each : SettingsReader.list(body, "schemas")) {
                if (!enabled.contains(each.asText())) {
                    throw ApiProblem.of(
                            world.switches.get(Switch.START_UNKNOWN_SCHEMA),
                            "schema " + each.asText() + " is not an enabled schema of this sync");
                }
                named.add(each.asText());
            }
        }
        return named;
    }

    void startScheduled(BulkSync sync, Schedule schedule) {
        String resync = schedule.resyncMode().equals("normal") ? null : schedule.resyncMode();
        List<String> enabled = enabled(sync);
        List<String> wanted = schedule.schemas().isEmpty()
                ? enabled
                : enabled.stream().filter(schedule.schemas()::contains).toList();
        boolean partial = !schedule.schemas().isEmpty();
        begin(sync, new Execution.Order("scheduled", "none", resync, false, partial, schedule), wanted);
    }

    private List<String> enabled(BulkSync sync) {
        return world.catalogOf(sync).enabledIds(sync.selection);
    }

    private Execution begin(BulkSync sync, Execution.Order order, List<String> schemas) {
        ExecutionScript script = sync.scripts.isEmpty() ? sync.script : sync.scripts.removeFirst();
        Execution execution =
                new Execution(world.newId(), order, script, schemas, rows(sync, order, script, schemas), world.now());
        sync.current = execution;
        sync.remember(execution);
        world.changed();
        step(sync, execution, Execution.UNTIL_SCHEDULED, "scheduled");
        step(sync, execution, Execution.UNTIL_RUNNING, "running");
        if (!execution.hangs()) {
            Duration working = Duration.between(execution.createdAt, execution.plannedEnd())
                    .minus(Execution.UNTIL_RUNNING);
            step(
                    sync,
                    execution,
                    Execution.UNTIL_RUNNING.plus(working.multipliedBy(6).dividedBy(10)),
                    "exporting");
            step(
                    sync,
                    execution,
                    Execution.UNTIL_RUNNING.plus(working.multipliedBy(8).dividedBy(10)),
                    "processing");
            step(sync, execution, Execution.UNTIL_RUNNING.plus(working), script.outcome());
        }
        return execution;
    }

    /** The first full run and a resync move all rows, a later run one in twenty, a test run at most TEST_ROWS. */
    private long[] rows(BulkSync sync, Execution.Order order, ExecutionScript script, List<String> schemas) {
        Catalog catalog = world.catalogOf(sync);
        boolean all = !sync.ranBefore || order.resyncMode() != null;
        return schemas.stream()
                .mapToLong(id -> {
                    long rows = script.records() >= 0
                            ? script.records()
                            : catalog.get(id).rows();
                    long moved = all || script.records() >= 0 ? rows : (rows + 19) / 20;
                    return order.test() ? Math.min(moved, world.switches.number(Switch.TEST_ROWS)) : moved;
                })
                .toArray();
    }

    private void step(BulkSync sync, Execution execution, Duration delay, String status) {
        world.agenda.at(execution.createdAt.plus(delay), () -> {
            if (sync.current == execution && !execution.status.equals("canceling")) {
                advance(sync, execution, status);
            }
        });
    }

    private void advance(BulkSync sync, Execution execution, String status) {
        switch (status) {
            case "completed", "errors", "failed", "interrupted" -> finish(sync, execution, status);
            default -> {
                execution.move(status, world.now());
                world.changed();
                if (status.equals("running")) {
                    world.events.bulk("bulk_sync.running", sync, execution);
                }
            }
        }
    }

    /** Ends the current execution now, whatever was scripted. */
    void finish(BulkSync sync, Execution execution, String outcome) {
        String status = outcome;
        String message = execution.script.message() == null ? "" : execution.script.message();
        Long threshold = sync.ingestionFailureThreshold;
        if (threshold != null && sync.ingestion != null && sync.ingestion.lag() > threshold) {
            status = "failed";
            message = "ingestion lags behind by " + sync.ingestion.lag() + ", more than " + threshold;
        }
        if (message.isEmpty() && (status.equals("failed") || status.equals("interrupted"))) {
            message = "the destination refused the connection";
        }
        end(sync, execution, status, message);
        if (status.equals("completed") && !execution.order.test() && !execution.order.partial()) {
            sync.ranBefore = true;
        }
    }

    private void end(BulkSync sync, Execution execution, String status, String message) {
        execution.message = message;
        execution.move(status, world.now());
        sync.current = null;
        sync.last = execution;
        world.changed();
        boolean clean =
                execution.errors() == 0 && execution.script.failedSchemas().isEmpty();
        String event = switch (status) {
            case "completed" -> clean ? "bulk_sync.completed" : "bulk_sync.completed_with_error";
            case "errors" -> "bulk_sync.completed_with_error";
            case "canceled" -> "bulk_sync.canceled";
            default -> "bulk_sync.failed";
        };
        world.events.bulk(event, sync, execution);
    }

    /** Asks for the end of the current execution, if there is one; it comes a little later. */
    boolean cancelCurrent(BulkSync sync, String reason) {
        Execution execution = sync.current;
        if (execution == null) {
            return false;
        }
        if (!execution.status.equals("canceling")) {
            execution.cancelReason = reason;
            execution.move("canceling", world.now());
            world.changed();
            world.after(Execution.UNTIL_CANCELED, () -> {
                if (sync.current == execution) {
                    end(sync, execution, "canceled", reason);
                }
            });
        }
        return true;
    }

    /** Ends the current execution at once, because its sync goes away. */
    void cutOff(BulkSync sync) {
        end(sync, sync.current, "canceled", "sync was deleted");
    }

    boolean cancelSchema(BulkSync sync, String schemaId) {
        Execution execution = sync.current;
        if (execution == null || !execution.schemas.contains(schemaId)) {
            return false;
        }
        execution.canceledSchemas.putIfAbsent(schemaId, world.now());
        world.changed();
        return true;
    }

    Execution find(BulkSync sync, String id) {
        return sync.executions.stream()
                .filter(execution -> execution.id.equals(id))
                .findFirst()
                .orElseThrow(() -> ApiProblem.notFound("execution", id));
    }
}
