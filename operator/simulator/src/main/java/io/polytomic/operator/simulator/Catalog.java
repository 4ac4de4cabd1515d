package io.polytomic.operator.simulator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The schemas of a source at one moment; immutable. Syncs that select everything share one selection and one list of ids, which
 * keeps ten thousand of them small.
 */
final class Catalog {
    static final Catalog EMPTY = new Catalog(Map.of());

    private final Map<String, SourceSchema> schemas;
    private final List<String> ids;
    private final Map<String, SchemaState> allOn;

    Catalog(Map<String, SourceSchema> schemas) {
        this.schemas = new LinkedHashMap<>(schemas);
        this.ids = List.copyOf(this.schemas.keySet());
        Map<String, SchemaState> on = new LinkedHashMap<>();
        ids.forEach(id -> on.put(id, SchemaState.ON));
        this.allOn = Collections.unmodifiableMap(on);
    }

    SourceSchema get(String id) {
        return schemas.get(id);
    }

    boolean has(String id) {
        return schemas.containsKey(id);
    }

    List<String> ids() {
        return ids;
    }

    Map<String, SchemaState> allOn() {
        return allOn;
    }

    List<String> enabledIds(Map<String, SchemaState> selection) {
        if (selection == allOn) {
            return ids;
        }
        return ids.stream()
                .filter(id -> selection.getOrDefault(id, SchemaState.OFF).enabled())
                .toList();
    }

    Catalog with(SourceSchema schema) {
        Map<String, SourceSchema> all = new LinkedHashMap<>(schemas);
        all.put(schema.id(), schema);
        return new Catalog(all);
    }

    Catalog without(String schemaId) {
        Map<String, SourceSchema> all = new LinkedHashMap<>(schemas);
        all.remove(schemaId);
        return new Catalog(all);
    }
}
