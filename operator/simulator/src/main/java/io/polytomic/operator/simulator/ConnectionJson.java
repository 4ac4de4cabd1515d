package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Connections and what they offer, as the API shows them. */
final class ConnectionJson {
    private ConnectionJson() {}

    static ObjectNode connection(Connection connection) {
        ObjectNode json = Json.object()
                .put("id", connection.id)
                .put("organization_id", connection.organizationId)
                .put("name", connection.name)
                .put("status", connection.status)
                .put("status_error", connection.status.equals("healthy") ? "" : "connection refused")
                .put("saved", true)
                .put("api_calls_last_24_hours", 0)
                .put("created_at", connection.createdAt.toString())
                .put("updated_at", connection.createdAt.toString());
        json.putObject("type").put("id", connection.type).put("name", connection.typeName);
        ObjectNode configuration = json.putObject("configuration");
        connection.configuration.properties().forEach(member -> {
            boolean secret = member.getKey().matches("(?i).*(password|secret|token|key).*");
            if (secret) {
                configuration.put(member.getKey(), "********");
            } else {
                configuration.set(member.getKey(), member.getValue().deepCopy());
            }
        });
        json.putArray("policies");
        json.putNull("rate_limit");
        return json;
    }

    static ObjectNode source(Connection connection, boolean withFields) {
        ObjectNode json = Json.object();
        json.putObject("capabilities")
                .put("supports_namespaces", connection.traits.namespaces())
                .put("supports_tracking_fields", true);
        json.set("configuration", described(connection.traits.sourceDefaults()));
        ArrayNode schemas = json.putArray("schemas");
        Catalog catalog = connection.catalog();
        catalog.ids().forEach(id -> schemas.add(schema(connection, catalog.get(id), withFields)));
        return json;
    }

    static ObjectNode schema(Connection connection, SourceSchema schema, boolean withFields) {
        ObjectNode json = Json.object().put("id", schema.id()).put("name", schema.id());
        if (!withFields) {
            return json;
        }
        Map<String, Boolean> overrides = connection.primaryKeyOverrides.getOrDefault(schema.id(), Map.of());
        ArrayNode fields = json.putArray("fields");
        for (SourceField field : schema.fields().values()) {
            ObjectNode item = fields.addObject()
                    .put("id", field.id())
                    .put("name", field.id())
                    .put("type", field.type())
                    .put("remote_type", field.type())
                    .put("source_primary_key", field.primaryKey())
                    .put("is_primary_key", overrides.getOrDefault(field.id(), field.primaryKey()));
            if (overrides.containsKey(field.id())) {
                item.put("primary_key_override", overrides.get(field.id()));
            }
        }
        return json;
    }

    /** Servers without history tables do not know the last member. */
    static ObjectNode target(Connection connection, Switches switches) {
        ObjectNode json = Json.object();
        json.set(
                "configuration",
                switches.is(Switch.DESTINATION_CONFIGURATION, "json_schema")
                        ? jsonSchema(connection.traits)
                        : example(connection.traits));
        ArrayNode modes = json.putArray("modes");
        connection.traits.modes().stream()
                .sorted()
                .forEach(mode -> modes.addObject()
                        .put("id", mode)
                        .put("label", mode)
                        .put("description", "")
                        .put("requires_identity", false)
                        .put("supports_field_sync_mode", false)
                        .put("supports_target_filters", false));
        json.set("supported_resync_modes", Json.texts(connection.traits.resyncModes()));
        return switches.on(Switch.HISTORY_SUPPORTED)
                ? json.put("supports_history_mode", connection.traits.history())
                : json;
    }

    private static ObjectNode example(Connection.Traits traits) {
        ObjectNode json = described(traits.destinationDefaults());
        traits.destinationRequired()
                .forEach(name -> json.putObject(name).put("required", true).putNull("default"));
        return json;
    }

    private static ObjectNode jsonSchema(Connection.Traits traits) {
        ObjectNode json = Json.object()
                .put("$schema", "http://json-schema.org/draft-07/schema#")
                .put("type", "object");
        ObjectNode properties = json.putObject("properties");
        traits.destinationDefaults()
                .properties()
                .forEach(member -> properties
                        .putObject(member.getKey())
                        .put("type", member.getValue().getNodeType().name().toLowerCase(Locale.ROOT)));
        traits.destinationRequired().forEach(name -> properties.putObject(name).put("type", "string"));
        json.set("required", Json.texts(traits.destinationRequired()));
        return json;
    }

    /** The published example: name to {default, required}. */
    private static ObjectNode described(ObjectNode defaults) {
        ObjectNode json = Json.object();
        defaults.properties().forEach(member -> {
            ObjectNode item = json.putObject(member.getKey()).put("required", false);
            item.set("default", member.getValue().deepCopy());
        });
        return json;
    }

    static ObjectNode cache(Connection connection) {
        ObjectNode json = Json.object().put("cache_status", connection.refreshing() ? "refreshing" : "fresh");
        Json.put(json, "last_refresh_started", connection.refreshStarted);
        Instant finished = connection.refreshFinished;
        return Json.put(json, "last_refresh_finished", finished);
    }
}
