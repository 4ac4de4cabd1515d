package io.polytomic.operator.controller.watch;

import io.polytomic.operator.api.v1alpha1.BulkSyncStatus;
import io.polytomic.operator.client.wire.BatchStatus;
import io.polytomic.operator.client.wire.SchemaExecution;
import io.polytomic.operator.core.text.SharedTexts;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the batch status last told of each bound sync, and up to where it was looked at. An answer that tells nothing new
 * leaves what is kept as it is, so that polling a large fleet leaves no garbage that lives long. Safe for threads.
 */
final class SeenStatuses {
    /**
     * @param seen what had been told then, null when nothing had
     * @param absent the sync was found to be gone
     */
    private record Looked(String updatedAt, BatchStatus seen, boolean absent) {}

    private final SharedTexts texts = new SharedTexts();
    private final Map<String, BatchStatus> told = new ConcurrentHashMap<>();
    private final Map<String, Looked> looked = new ConcurrentHashMap<>();

    void take(BatchStatus status) {
        told.compute(status.syncId(), (id, before) -> status.equals(before) ? before : shared(status));
    }

    private BatchStatus shared(BatchStatus status) {
        return new BatchStatus(
                texts.of(status.syncId()),
                texts.of(status.status()),
                texts.of(status.nextExecutionTime()),
                status.schemas().stream().map(this::shared).toList());
    }

    private SchemaExecution shared(SchemaExecution schema) {
        return new SchemaExecution(
                texts.of(schema.schema()),
                texts.of(schema.executionId()),
                texts.of(schema.outputName()),
                texts.of(schema.status()),
                texts.of(schema.statusMessage()),
                texts.of(schema.startedAt()),
                texts.of(schema.completedAt()),
                schema.recordCount(),
                schema.errorCount(),
                schema.warningCount());
    }

    Optional<BatchStatus> of(String syncId) {
        return Optional.ofNullable(told.get(syncId));
    }

    /** What concerns none of these is forgotten. */
    void retain(Set<String> syncIds) {
        told.keySet().retainAll(syncIds);
        looked.keySet().retainAll(syncIds);
    }

    void looked(String syncId, String updatedAt, BatchStatus seen) {
        looked.put(syncId, new Looked(updatedAt, seen, false));
    }

    void lookedAbsent(String syncId) {
        looked.put(syncId, new Looked(null, null, true));
    }

    void forgetLook(String syncId) {
        looked.remove(syncId);
    }

    /** Whether a sync that is not there any more was not looked at since. */
    boolean isNewlyAbsent(String syncId) {
        var last = looked.get(syncId);
        return last == null || !last.absent();
    }

    /** @param updatedAt as the list shows it now */
    boolean moved(BulkSyncStatus status, String updatedAt) {
        var last = looked.get(status.syncId());
        if (last != null && last.absent()) {
            return true; // it is there again
        }
        var now = told.get(status.syncId());
        var known = last == null ? status.remoteUpdatedAt() : last.updatedAt();
        return !Fingerprint.sameInstant(known, updatedAt) || now != null && !isKnown(last, status, now);
    }

    /** A sync that was made since the last poll was looked at before any batch status showed it. */
    private static boolean isKnown(Looked last, BulkSyncStatus status, BatchStatus now) {
        return last == null || last.seen() == null
                ? Fingerprint.isTold(status, now)
                : Fingerprint.isSame(last.seen(), now);
    }
}
