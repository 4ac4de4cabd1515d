package io.polytomic.operator.client.wire;

import java.util.List;

/**
 * {@code ListSyncItem} or {@code SyncResponse}, reduced to what watching needs.
 *
 * @param problems empty from a list, which does not tell them
 */
public record ModelSyncRecord(
        String id,
        String name,
        Boolean active,
        String mode,
        String targetConnectionId,
        List<ModelProblemRecord> problems,
        String organizationId,
        String updatedAt) {
    public ModelSyncRecord {
        problems = problems == null ? List.of() : List.copyOf(problems);
    }
}
