package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Model syncs: found, switched, run (notes.md sections 4 and 10). */
final class ModelRuns {
    private final World world;

    ModelRuns(World world) {
        this.world = world;
    }

    ModelSync find(String organizationId, String id) {
        ModelSync found = world.modelSyncs.get(id);
        if (found == null || !found.organizationId.equals(organizationId)) {
            throw ApiProblem.notFound("sync", id);
        }
        return found;
    }

    /** Newest update first, then by id. */
    List<ModelSync> all(String organizationId) {
        return world.modelSyncs.values().stream()
                .filter(sync -> sync.organizationId.equals(organizationId))
                .sorted(Comparator.comparing((ModelSync sync) -> sync.updatedAt)
                        .reversed()
                        .thenComparing(sync -> sync.id))
                .toList();
    }

    void add(ModelSync sync) {
        world.modelSyncs.put(sync.id, sync);
        world.changed();
        plan(sync);
    }

    void delete(ModelSync sync) {
        world.modelSyncs.remove(sync.id);
        world.changed();
        sync.current = null;
        sync.planned++;
    }

    /** Ends what runs at once, whatever was planned for it. */
    void finish(ModelSync sync, String status) {
        move(sync, sync.current, status);
    }

    /** Deactivation leaves a running execution alone, unlike that of a bulk sync. */
    void activate(ModelSync sync, Actor actor, boolean active) {
        if (active && !sync.configuration.path("problems").isEmpty()) {
            throw ApiProblem.unprocessable("the sync has problems and cannot run");
        }
        sync.active = active;
        sync.updatedAt = world.now();
        sync.updatedBy = actor;
        world.changed();
        plan(sync);
    }

    void plan(ModelSync sync) {
        long plan = ++sync.planned;
        JsonNode schedule = sync.configuration.path("schedule");
        Schedule.Timing timing = ScheduleReader.timing(schedule, "schedule", "day_of_week", "day_of_month");
        String frequency = Json.text(schedule, "frequency", "manual");
        sync.nextExecution = sync.active ? ScheduleTimes.next(frequency, timing, world.now()) : null;
        if (sync.nextExecution != null) {
            world.agenda.at(sync.nextExecution, () -> {
                if (sync.planned == plan) {
                    if (sync.current == null) {
                        begin(sync, "scheduled", false);
                    }
                    plan(sync);
                }
            });
        }
    }

    ModelExecution start(ModelSync sync, JsonNode body) {
        boolean test = SettingsReader.bool(body, "test", false);
        SettingsReader.bool(body, "resync", false);
        if (!Json.absent(body, "identities") && !Json.absent(body, "source_identities")) {
            throw ApiProblem.badRequest("identities and source_identities exclude each other");
        }
        if (body.path("source_identities").size() > 1_000) {
            throw ApiProblem.badRequest("source_identities has more than 1000 items");
        }
        if (!sync.active) {
            throw ApiProblem.badRequest("the sync is not active");
        }
        if (sync.current != null) {
            throw ApiProblem.conflict("an execution of this sync is already running");
        }
        return begin(sync, "manual", test);
    }

    private ModelExecution begin(ModelSync sync, String type, boolean test) {
        long rows = sync.script.records() >= 0 ? sync.script.records() : test ? 5 : 100;
        ModelExecution execution = new ModelExecution(world.newId(), type, sync.script, rows, world.now());
        sync.current = execution;
        sync.executions.addFirst(execution);
        if (sync.executions.size() > BulkSync.KEPT_EXECUTIONS) {
            sync.executions.removeLast();
        }
        touched(sync);
        step(sync, execution, Duration.ofSeconds(1), "scheduled");
        step(sync, execution, Duration.ofMillis(1_500), "queued");
        step(sync, execution, Duration.ofSeconds(2), "running");
        Duration whole = sync.script.duration();
        if (!sync.script.outcome().equals("hangs")) {
            String end = sync.script.outcome().equals("errors") ? "completed" : sync.script.outcome();
            step(sync, execution, whole.multipliedBy(8).dividedBy(10), "processing");
            step(sync, execution, whole, end);
        }
        return execution;
    }

    private void step(ModelSync sync, ModelExecution execution, Duration delay, String status) {
        Instant at = execution.createdAt.plus(delay);
        world.agenda.at(at, () -> {
            if (sync.current == execution && !execution.status.equals("canceling")) {
                move(sync, execution, status);
            }
        });
    }

    private void move(ModelSync sync, ModelExecution execution, String status) {
        execution.move(status, world.now());
        touched(sync);
        if (status.equals("running")) {
            event("sync.running", sync, execution);
        }
        if (execution.isOver()) {
            sync.current = null;
            sync.last = execution;
            switch (status) {
                case "completed" ->
                    event(execution.errors() > 0 ? "sync.completed_with_errors" : "sync.completed", sync, execution);
                case "canceled" -> event("sync.canceled", sync, execution);
                default -> event("sync.failed", sync, execution);
            }
        }
    }

    private void touched(ModelSync sync) {
        world.changed();
        if (world.switches.on(Switch.MODEL_RUN_MOVES_UPDATED_AT)) {
            sync.updatedAt = world.now();
        }
    }

    boolean cancel(ModelSync sync, ModelExecution execution) {
        if (execution == null || execution.isOver()) {
            return false;
        }
        if (!execution.status.equals("canceling")) {
            execution.move("canceling", world.now());
            world.changed();
            world.after(Execution.UNTIL_CANCELED, () -> {
                if (sync.current == execution) {
                    move(sync, execution, "canceled");
                }
            });
        }
        return true;
    }

    ModelExecution execution(ModelSync sync, String id) {
        return sync.executions.stream()
                .filter(execution -> execution.id.equals(id))
                .findFirst()
                .orElseThrow(() -> ApiProblem.notFound("execution", id));
    }

    private void event(String type, ModelSync sync, ModelExecution execution) {
        ObjectNode payload = Json.object()
                .put("sync_id", sync.id)
                .put("sync_name", sync.name())
                .put("execution_id", execution.id)
                .put("organization_id", sync.organizationId)
                .put("target_connection_id", sync.targetConnectionId());
        switch (type) {
            case "sync.completed" -> {
                payload.put("status", execution.status)
                        .put("record_count", execution.rows)
                        .put("inserted_count", execution.done(world.now()))
                        .put("error_count", 0)
                        .put("warning_count", execution.script.warningCount())
                        .put("logs_url", "/api/syncs/" + sync.id + "/executions/" + execution.id + "/logs");
                payload.putObject("schedule")
                        .put(
                                "frequency",
                                sync.configuration
                                        .path("schedule")
                                        .path("frequency")
                                        .asText("manual"));
            }
            case "sync.canceled" -> payload.put("status", execution.status);
            case "sync.failed" -> payload.put("error", execution.message());
            case "sync.completed_with_errors" ->
                payload.put("error", execution.errors() + " records were refused")
                        .put("number_of_errors", execution.errors())
                        .put("number_of_warnings", execution.script.warningCount());
            default -> {}
        }
        world.events.add(type, sync.organizationId, payload);
    }
}
