package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * What a sync does with a schema; immutable and shared.
 *
 * @param fields only what differs from "on and unmasked"
 * @param filters array as sent, null when there are none
 * @param dataCutoff RFC 3339 or null
 */
record SchemaState(
        boolean enabled,
        Map<String, FieldState> fields,
        JsonNode filters,
        String partitionKey,
        String trackingField,
        String userOutputName,
        String dataCutoff,
        boolean disableDataCutoff,
        boolean historyEnabled) {
    static final SchemaState ON = new SchemaState(true, Map.of(), null, "", "", "", null, false, false);
    static final SchemaState OFF = ON.withEnabled(false);

    FieldState field(String id) {
        return fields.getOrDefault(id, FieldState.ON);
    }

    SchemaState withEnabled(boolean value) {
        return new SchemaState(
                value,
                fields,
                filters,
                partitionKey,
                trackingField,
                userOutputName,
                dataCutoff,
                disableDataCutoff,
                historyEnabled);
    }

    SchemaState withFields(Map<String, FieldState> value) {
        Map<String, FieldState> exceptions = new HashMap<>(value);
        exceptions.values().removeIf(FieldState.ON::equals);
        return new SchemaState(
                enabled,
                exceptions.isEmpty() ? Map.of() : Map.copyOf(exceptions),
                filters,
                partitionKey,
                trackingField,
                userOutputName,
                dataCutoff,
                disableDataCutoff,
                historyEnabled);
    }

    /** All fields on and unmasked, everything else cleared; the two members that survive omission stay (notes.md section 8). */
    SchemaState reset() {
        return new SchemaState(true, Map.of(), null, "", "", userOutputName, null, false, historyEnabled);
    }
}
