package io.polytomic.operator.client.wire;

import java.util.List;

/** {@code BulkSyncErrorHandling}; notes.md §16. Null threshold: none of its own. */
public record ErrorHandlingRecord(Long ingestionFailureThreshold, List<String> subscribers) {
    public ErrorHandlingRecord {
        subscribers = subscribers == null ? List.of() : List.copyOf(subscribers);
    }
}
