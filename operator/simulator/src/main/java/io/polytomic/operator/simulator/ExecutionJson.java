package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Executions of bulk syncs as the API shows them. */
final class ExecutionJson {
    private final World world;
    private final SchemaJson schemas;

    ExecutionJson(World world) {
        this.world = world;
        this.schemas = new SchemaJson(world);
    }

    ObjectNode execution(BulkSync sync, Execution execution) {
        Execution.Order order = execution.order;
        ObjectNode json = Json.object()
                .put("id", execution.id)
                .put("type", order.type())
                .put("status", execution.status)
                .put("status_message", execution.message)
                .put("fetch_mode", order.fetchMode())
                .put("output_disposition", disposition(order))
                .put("is_partial", order.partial())
                .put("is_resync", order.resyncMode() != null)
                .put("is_test", order.test())
                .put("record_count", execution.records(world.now()))
                .put("error_count", execution.errors())
                .put("warning_count", execution.warnings())
                .put("created_at", execution.createdAt.toString())
                .put("updated_at", execution.updatedAt.toString())
                .put("version", BulkSyncJson.SERVER_RELEASE);
        Json.put(json, "started_at", execution.startedAt);
        Json.put(json, "completed_at", execution.completedAt);
        ArrayNode list = json.putArray("schemas");
        for (int i = 0; i < execution.schemas.size(); i++) {
            Execution.SchemaProgress progress = execution.progress(i, world.now());
            ObjectNode item = list.addObject()
                    .put("schema", progress.schema())
                    .put("output_name", schemas.outputName(sync, progress.schema()))
                    .put("status", progress.status())
                    .put("status_message", progress.message())
                    .put("record_count", progress.records())
                    .put("error_count", i == 0 ? execution.errors() : 0)
                    .put("warning_count", i == 0 ? execution.warnings() : 0)
                    .put("created_at", execution.createdAt.toString())
                    .put("updated_at", execution.updatedAt.toString())
                    .put("version", BulkSyncJson.SERVER_RELEASE);
            Json.put(item, "started_at", progress.startedAt());
            Json.put(item, "completed_at", progress.completedAt());
        }
        return json;
    }

    private static String disposition(Execution.Order order) {
        if (order.resyncMode() == null) {
            return "retain";
        }
        return switch (order.resyncMode()) {
            case "rebuild" -> "rebuild";
            case "resync" -> "truncate";
            default -> "retain";
        };
    }

    ObjectNode status(BulkSync sync) {
        ObjectNode json = Json.object();
        Instant now = world.now();
        if (sync.current != null) {
            json.set("current_execution", execution(sync, sync.current));
        }
        if (sync.last != null) {
            json.set("last_execution", execution(sync, sync.last));
        }
        Json.put(json, "next_execution_time", sync.nextExecution);
        Connection source = world.connections.get(sync.settings.sourceConnectionId());
        if (source.traits.cdc()) {
            Ingestion ingestion = sync.ingestion == null ? new Ingestion("ok", "", 0, sync.createdAt) : sync.ingestion;
            json.putObject("ingestion_status")
                    .put("enabled", sync.settings.active())
                    .put(
                            "is_running",
                            sync.settings.active() && !ingestion.level().equals("error"))
                    .put("status", ingestion.level())
                    .put("status_message", ingestion.message())
                    .put("highwater_mark", now.minusSeconds(ingestion.lag()).toString())
                    .put(
                            "position",
                            "offset_" + now.minusSeconds(ingestion.lag()).getEpochSecond())
                    .put("position_time", now.minusSeconds(ingestion.lag()).toString())
                    .put("updated_at", ingestion.updatedAt().toString());
        }
        return json;
    }
}
