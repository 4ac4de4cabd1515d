package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the connections of a seed. */
final class SeedConnections {
    private static final Set<String> MEMBERS = Set.of(
            "id",
            "organization",
            "name",
            "type",
            "type_name",
            "status",
            "configuration",
            "cache_delay",
            "refresh_delay",
            "cdc",
            "harbor",
            "supports_namespaces",
            "supports_data_cutoff",
            "supports_history",
            "modes",
            "resync_modes",
            "source_defaults",
            "destination_defaults",
            "destination_required",
            "schemas",
            "generated_schemas");
    private static final List<String> RESYNC_MODES = List.of("refetch", "resync", "rebuild");
    static final Set<String> FIELD_TYPES =
            Set.of("unknown", "string", "number", "boolean", "datetime", "array", "object", "binary");

    private final World world;

    SeedConnections(World world) {
        this.world = world;
    }

    void read(SeedNode node, String organizationId) {
        node.only(MEMBERS);
        String name = node.text("name");
        String type = node.text("type");
        String id = node.has("id")
                ? SeedReader.uuid(node, "id")
                : SeedReader.derived("connection/" + organizationId + "/" + name);
        Duration cacheDelay = node.duration("cache_delay", Duration.ZERO);
        Connection connection = new Connection(
                id,
                organizationId,
                name,
                type,
                node.text("type_name", name),
                node.map("configuration", Json.object()),
                traits(node, type.equals("postgresql"), cacheDelay),
                catalog(node),
                world.now());
        connection.status = node.text("status", "healthy");
        world.connections.put(id, connection);
        world.schemaCache.refresh(connection, cacheDelay);
    }

    private static Connection.Traits traits(SeedNode node, boolean postgres, Duration cacheDelay) {
        ObjectNode sourceDefaults = Json.object();
        if (postgres) {
            sourceDefaults.put("replication_slot", "");
        }
        ObjectNode destinationDefaults = Json.object().put("mirror_schemas", false);
        destinationDefaults.putObject("advanced");
        return new Connection.Traits(
                node.flag("cdc", false),
                node.flag("harbor", false),
                node.flag("supports_namespaces", postgres),
                node.flag("supports_data_cutoff", !postgres),
                node.flag("supports_history", !postgres),
                SeedReader.words(
                        node,
                        "modes",
                        SettingsReader.MODES,
                        postgres ? Set.of("replicate", "append") : SettingsReader.MODES),
                List.copyOf(SeedReader.words(node, "resync_modes", RESYNC_MODES, new LinkedHashSet<>(RESYNC_MODES))),
                node.map("source_defaults", sourceDefaults),
                node.map("destination_defaults", destinationDefaults),
                node.list("destination_required").stream()
                        .map(item -> item.node().asText())
                        .toList(),
                node.duration("refresh_delay", cacheDelay));
    }

    private Catalog catalog(SeedNode node) {
        Map<String, SourceSchema> schemas = new LinkedHashMap<>();
        for (SeedNode item : node.list("schemas")) {
            SourceSchema schema = schema(item);
            schemas.put(schema.id(), schema);
        }
        for (int i = 1; i <= node.number("generated_schemas", 0); i++) {
            String id = "public.table_%03d".formatted(i);
            schemas.put(id, new SourceSchema(id, rows(id), true, generatedFields()));
        }
        return schemas.isEmpty() ? Catalog.EMPTY : new Catalog(schemas);
    }

    private static Map<String, SourceField> generatedFields() {
        Map<String, SourceField> fields = new LinkedHashMap<>();
        fields.put("id", new SourceField("id", "number", true));
        fields.put("email", new SourceField("email", "string", false));
        fields.put("amount", new SourceField("amount", "number", false));
        fields.put("updated_at", new SourceField("updated_at", "datetime", false));
        return fields;
    }

    /** A schema: id, rows, incremental and fields; a field is "name", "name: type" or an object. */
    static SourceSchema schema(SeedNode node) {
        node.only(Set.of("id", "rows", "incremental", "fields"));
        Map<String, SourceField> fields = new LinkedHashMap<>();
        for (SeedNode item : node.list("fields")) {
            SourceField field = field(item);
            fields.put(field.id(), field);
        }
        String id = node.text("id");
        return new SourceSchema(id, node.number("rows", rows(id)), node.flag("incremental", true), fields);
    }

    private static SourceField field(SeedNode item) {
        if (item.node().isTextual()) {
            String id = item.node().asText();
            return new SourceField(id, "string", id.equalsIgnoreCase("id"));
        }
        item.only(Set.of("id", "type", "primary_key"));
        String id = item.text("id");
        return new SourceField(
                id, item.word("type", FIELD_TYPES, "string"), item.flag("primary_key", id.equalsIgnoreCase("id")));
    }

    /** A number of rows that belongs to the name: the same in every run of the simulator. */
    static long rows(String schemaId) {
        return 200 + Math.floorMod(schemaId.hashCode(), 9_800);
    }
}
