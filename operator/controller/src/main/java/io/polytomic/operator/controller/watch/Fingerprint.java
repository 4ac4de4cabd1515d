package io.polytomic.operator.controller.watch;

import io.polytomic.operator.api.v1alpha1.BulkSyncStatus;
import io.polytomic.operator.api.v1alpha1.SchemaStatus;
import io.polytomic.operator.client.wire.BatchStatus;
import io.polytomic.operator.client.wire.SchemaExecution;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** Whether a batch status tells something that a status does not say yet. Counts alone are no reason to look. */
final class Fingerprint {
    private Fingerprint() {}

    /** True when nothing but counts differs. */
    static boolean isSame(BatchStatus a, BatchStatus b) {
        return a == b || of(a).equals(of(b));
    }

    /** Execution and status of every schema, and the sync's own status; equal texts mean that nothing moved. */
    private static String of(BatchStatus batch) {
        var schemas = new TreeMap<String, String>();
        for (var schema : batch.schemas()) {
            schemas.put(schema.schema(), schema.executionId() + "/" + schema.status());
        }
        return batch.status() + "|" + batch.nextExecutionTime() + "|" + schemas;
    }

    /** As {@link #of}, with the counts, so that progress shows. */
    static String withCounts(BatchStatus batch) {
        var counts = batch.schemas().stream()
                .map(s -> s.schema() + "=" + s.recordCount() + "/" + s.errorCount() + "/" + s.warningCount())
                .sorted()
                .toList();
        return of(batch) + counts;
    }

    /** True when the object's status already says what the batch says, so that after a restart nothing need be read. */
    static boolean isTold(BulkSyncStatus status, BatchStatus batch) {
        if (!sameInstant(status.nextExecutionTime(), batch.nextExecutionTime())) {
            return false;
        }
        List<SchemaStatus> told = status.schemas() == null ? List.of() : status.schemas();
        int omitted = status.schemasOmitted() == null ? 0 : status.schemasOmitted();
        if (told.size() + omitted != batch.schemas().size()) {
            return false;
        }
        var byId = new HashMap<String, SchemaExecution>();
        batch.schemas().forEach(schema -> byId.put(schema.schema(), schema));
        return told.stream().allMatch(t -> {
            var now = byId.get(t.id());
            return now != null
                    && Objects.equals(now.executionId(), t.executionId())
                    && Objects.equals(now.status(), t.status());
        });
    }

    static boolean sameInstant(String a, String b) {
        var left = a == null ? "" : a;
        var right = b == null ? "" : b;
        if (left.equals(right)) {
            return true;
        }
        try {
            return OffsetDateTime.parse(left)
                    .toInstant()
                    .equals(OffsetDateTime.parse(right).toInstant());
        } catch (DateTimeException notBothInstants) {
            return false;
        }
    }
}
