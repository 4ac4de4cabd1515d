package io.polytomic.operator.simulator;

import java.time.Instant;
import java.util.Map;

/**
 * What a bulk sync would have read from its source at one moment; taken after every change of its selection or of active.
 *
 * @param sequence counts from 1 over all syncs
 * @param time simulated time
 * @param schemas by schema id, as far as the schema cache knows them
 */
public record SelectionSnapshot(long sequence, Instant time, boolean active, Map<String, SchemaSelection> schemas) {

    /** One schema; fields by field id. */
    public record SchemaSelection(boolean enabled, Map<String, FieldSelection> fields) {}

    /** One field. */
    public record FieldSelection(boolean enabled, boolean obfuscated) {}
}
