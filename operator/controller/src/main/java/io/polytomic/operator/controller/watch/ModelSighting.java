package io.polytomic.operator.controller.watch;

import io.polytomic.operator.client.wire.ModelSyncRecord;

/** A model sync as the list shows it, reduced to what finding and showing it needs. */
public record ModelSighting(
        String id, String name, Boolean active, String mode, String targetConnectionId, String updatedAt)
        implements SyncList.Listed {
    /** Of an item of the list, or of the record itself. */
    public static ModelSighting of(ModelSyncRecord r) {
        return new ModelSighting(r.id(), r.name(), r.active(), r.mode(), r.targetConnectionId(), r.updatedAt());
    }
}
