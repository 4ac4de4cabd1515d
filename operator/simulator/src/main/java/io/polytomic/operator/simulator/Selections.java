package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which schemas and fields a write selects: the rules of create, PUT and PATCH side by side (notes.md sections 8, 9, 17). */
final class Selections {
    private final World world;

    Selections(World world) {
        this.world = world;
    }

    Map<String, SchemaState> create(SyncSettings settings, JsonNode schemas) {
        Catalog catalog = catalog(settings);
        if (schemas.isMissingNode() || schemas.isNull()) {
            return catalog.allOn();
        }
        if (schemas.isEmpty() && world.switches.is(Switch.CREATE_EMPTY_SCHEMAS, "all")) {
            return catalog.allOn();
        }
        return select(settings, Map.of(), schemas, Merging.create(world.switches));
    }

    Map<String, SchemaState> replace(SyncSettings settings, Map<String, SchemaState> before, JsonNode schemas) {
        if (world.switches.is(Switch.PUT_SCHEMAS, "ignored")) {
            return before;
        }
        if (!schemas.isArray() || schemas.isEmpty()) {
            return world.switches.is(Switch.PUT_SCHEMAS, "omitted_selects_all")
                    ? allOn(catalog(settings), before)
                    : before;
        }
        return select(settings, before, schemas, Merging.put(world.switches));
    }

    private Map<String, SchemaState> allOn(Catalog catalog, Map<String, SchemaState> before) {
        boolean reset = world.switches.is(Switch.PUT_SCHEMA_OMITTED, "reset");
        Map<String, SchemaState> all = new LinkedHashMap<>(before);
        for (String id : catalog.ids()) {
            SchemaState state = before.getOrDefault(id, SchemaState.OFF);
            all.put(id, reset ? state.reset() : state.withEnabled(true));
        }
        return Collections.unmodifiableMap(all);
    }

    private Map<String, SchemaState> select(
            SyncSettings settings, Map<String, SchemaState> before, JsonNode schemas, Merging merging) {
        if (!schemas.isArray()) {
            throw ApiProblem.badRequest("schemas must be an array");
        }
        Catalog catalog = catalog(settings);
        Map<String, SchemaState> all = new LinkedHashMap<>();
        catalog.ids()
                .forEach(id ->
                        all.put(id, before.getOrDefault(id, SchemaState.OFF).withEnabled(false)));
        for (JsonNode item : schemas) {
            String id = item.isTextual() ? item.asText() : Json.text(item, "id", "");
            SourceSchema source = catalog.get(id);
            if (source == null) {
                throw ApiProblem.of(world.switches.get(Switch.UNKNOWN_SCHEMA), "schema " + id + " is unknown");
            }
            SchemaState known = before.getOrDefault(id, SchemaState.OFF);
            all.put(id, historyChecked(settings, merging.apply(known, source, item)));
        }
        return Collections.unmodifiableMap(all);
    }

    /** PATCH of several schemas; answers the ids that were touched. */
    Set<String> patch(BulkSync sync, JsonNode body) {
        Catalog catalog = world.catalogOf(sync);
        Merging merging = Merging.patch(world.switches);
        Map<String, SchemaState> all = new LinkedHashMap<>(sync.selection);
        Set<String> touched = new LinkedHashSet<>();
        JsonNode items = Json.absent(body, "schemas") ? Json.array() : SettingsReader.list(body, "schemas");
        for (JsonNode item : items) {
            String id = Json.text(item, "id", "");
            SourceSchema source = catalog.get(id);
            if (source != null) {
                all.put(id, historyChecked(sync.settings, merging.apply(sync.schema(id), source, item)));
                touched.add(id);
            } else if (!world.switches.is(Switch.PATCH_UNKNOWN_SCHEMA, "ignore")) {
                throw ApiProblem.of(
                        world.switches.get(Switch.PATCH_UNKNOWN_SCHEMA), "schema " + id + " is unknown to this sync");
            }
        }
        if (!touched.isEmpty()) {
            sync.selection = Collections.unmodifiableMap(all);
            world.snapshot(sync);
        }
        return touched;
    }

    void replaceSchema(BulkSync sync, String schemaId, JsonNode body) {
        SourceSchema source = world.catalogOf(sync).get(schemaId);
        if (source == null) {
            throw ApiProblem.notFound("schema", schemaId);
        }
        SchemaState state = Merging.replaceSchema(world.switches).apply(sync.schema(schemaId), source, body);
        Map<String, SchemaState> all = new LinkedHashMap<>(sync.selection);
        all.put(schemaId, historyChecked(sync.settings, state));
        sync.selection = Collections.unmodifiableMap(all);
        world.snapshot(sync);
    }

    /** New schemas and fields come in as the sync's discovery settings say; new fields of a discovered schema likewise. */
    void discover(BulkSync sync, Catalog before, Catalog after) {
        Map<String, SchemaState> all = new LinkedHashMap<>(sync.selection);
        for (String id : after.ids()) {
            SourceSchema schema = after.get(id);
            if (!before.has(id)) {
                boolean on = adds(sync.settings.addNewObjects(), schema.incremental());
                all.put(id, on ? SchemaState.ON : SchemaState.OFF);
                continue;
            }
            Map<String, FieldState> fields = new HashMap<>(sync.schema(id).fields());
            List<String> fresh = new ArrayList<>(schema.fields().keySet());
            fresh.removeAll(before.get(id).fields().keySet());
            for (String field : fresh) {
                boolean incremental = schema.fields().get(field).type().equals("datetime");
                fields.put(field, adds(sync.settings.addNewFields(), incremental) ? FieldState.ON : FieldState.OFF);
            }
            if (!fresh.isEmpty()) {
                all.put(id, sync.schema(id).withFields(fields));
            }
        }
        sync.selection = Collections.unmodifiableMap(all);
        world.snapshot(sync);
    }

    private static boolean adds(String discover, boolean incremental) {
        return switch (discover) {
            case "all" -> true;
            case "onlyIncremental" -> incremental;
            case "onlyNonIncremental" -> !incremental;
            default -> false;
        };
    }

    private SchemaState historyChecked(SyncSettings settings, SchemaState state) {
        boolean possible = settings.mode().equals("replicate")
                && world.connections
                        .get(settings.destinationConnectionId())
                        .traits
                        .history();
        if (state.historyEnabled() && !possible) {
            throw ApiProblem.badRequest(
                    "history_enabled needs mode replicate and a destination that supports history tables");
        }
        return state;
    }

    private Catalog catalog(SyncSettings settings) {
        return world.connections.get(settings.sourceConnectionId()).catalog();
    }
}
