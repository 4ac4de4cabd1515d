package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The schemas of a bulk sync as the API shows them. */
final class SchemaJson {
    private final World world;

    SchemaJson(World world) {
        this.world = world;
    }

    /** The list item: without fields and filters (notes.md section 9). */
    ObjectNode item(BulkSync sync, String schemaId) {
        SchemaState state = sync.schema(schemaId);
        String output = outputName(sync, schemaId);
        ObjectNode json = Json.object()
                .put("id", schemaId)
                .put("enabled", state.enabled())
                .put("partition_key", state.partitionKey())
                .put("tracking_field", state.trackingField())
                .put("output_name", output)
                .put("user_output_name", state.userOutputName())
                .put("data_cutoff_timestamp", state.dataCutoff())
                .put("disable_data_cutoff", state.disableDataCutoff());
        if (world.switches.on(Switch.HISTORY_SUPPORTED)) {
            json.put("history_enabled", state.historyEnabled());
            if (state.historyEnabled()) {
                json.put("destination_history_output_name", output + "_history");
            }
        }
        return json;
    }

    ObjectNode schema(BulkSync sync, String schemaId) {
        SchemaState state = sync.schema(schemaId);
        ObjectNode json = item(sync, schemaId);
        json.set(
                "filters",
                state.filters() == null ? Json.array() : state.filters().deepCopy());
        ArrayNode fields = json.putArray("fields");
        world.catalogOf(sync).get(schemaId).fields().keySet().forEach(id -> {
            FieldState field = state.field(id);
            fields.addObject()
                    .put("id", id)
                    .put("enabled", field.enabled())
                    .put("obfuscated", field.obfuscated())
                    .put("output_name", normalized(sync, override(field.userOutputName(), id)))
                    .put("user_output_name", field.userOutputName());
        });
        return json;
    }

    String outputName(BulkSync sync, String schemaId) {
        String own = schemaId.substring(schemaId.lastIndexOf('.') + 1);
        return normalized(sync, override(sync.schema(schemaId).userOutputName(), own));
    }

    private static String override(String user, String own) {
        return user.isEmpty() ? own : user;
    }

    private static String normalized(BulkSync sync, String name) {
        return sync.settings.normalizeNames().equals("disabled")
                ? name
                : name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }
}
