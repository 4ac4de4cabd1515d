package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.ExecutionStatus;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.wire.BatchStatus;
import io.polytomic.operator.client.wire.Execution;
import io.polytomic.operator.client.wire.SchemaExecution;
import io.polytomic.operator.client.wire.SyncStatusRecord;
import io.polytomic.operator.controller.status.SyncDraft;
import io.polytomic.operator.controller.translate.ExecutionReader;
import io.polytomic.operator.controller.translate.RemoteText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What runs, what ran last and how its schemas fare, from the API into the draft of a status. */
final class Executions {
    private static final int LOOK_BACK = 25;

    private Executions() {}

    /** @param batch the newest batch status, null when there is none; it is preferred, since it covers partial runs too */
    static void read(PolytomicApi api, String syncId, BatchStatus batch, ExecutionReader reader, SyncDraft draft) {
        SyncStatusRecord now = api.getStatus(syncId);
        draft.currentExecution = reader.execution(now.currentExecution());
        draft.lastExecution = reader.execution(now.lastExecution());
        draft.nextExecutionTime = RemoteText.time(batch == null ? now.nextExecutionTime() : batch.nextExecutionTime());
        draft.ingestion = reader.ingestion(now.ingestionStatus());
        if (isFullSuccess(draft.lastExecution)) {
            draft.lastSuccessfulExecution = draft.lastExecution;
        } else if (draft.lastSuccessfulExecution == null && draft.lastExecution != null) {
            draft.lastSuccessfulExecution = lookBack(api, syncId, reader);
        }
        schemas(now, batch, reader, draft);
    }

    private static void schemas(SyncStatusRecord now, BatchStatus batch, ExecutionReader reader, SyncDraft draft) {
        var execution = now.currentExecution() != null ? now.currentExecution() : now.lastExecution();
        List<SchemaExecution> schemas =
                batch != null ? named(batch.schemas(), now) : execution == null ? List.of() : execution.schemas();
        draft.schemas = schemas.isEmpty() ? null : reader.schemas(schemas, execution == null ? null : execution.id());
        draft.schemasOmitted = ExecutionReader.omitted(schemas);
        draft.schemaCounts = ExecutionReader.counts(schemas);
    }

    /** The batch status leaves out the names in the destination; the executions know them. */
    private static List<SchemaExecution> named(List<SchemaExecution> schemas, SyncStatusRecord now) {
        Map<String, String> names = new HashMap<>();
        collect(now.lastExecution(), names);
        collect(now.currentExecution(), names);
        return schemas.stream()
                .map(s -> new SchemaExecution(
                        s.schema(),
                        s.executionId(),
                        names.get(s.schema()),
                        s.status(),
                        s.statusMessage(),
                        s.startedAt(),
                        s.completedAt(),
                        s.recordCount(),
                        s.errorCount(),
                        s.warningCount()))
                .toList();
    }

    private static void collect(Execution execution, Map<String, String> names) {
        if (execution != null) {
            execution.schemas().forEach(schema -> names.put(schema.schema(), schema.outputName()));
        }
    }

    private static ExecutionStatus lookBack(PolytomicApi api, String syncId, ExecutionReader reader) {
        return api.listExecutions(syncId, LOOK_BACK, null).items().stream()
                .map(reader::execution)
                .filter(Executions::isFullSuccess)
                .findFirst()
                .orElse(null);
    }

    /** Tests never count, partial executions only for their own schemas. */
    private static boolean isFullSuccess(ExecutionStatus e) {
        return e != null
                && "completed".equals(e.status())
                && (e.errorCount() == null || e.errorCount() == 0)
                && !Boolean.TRUE.equals(e.isTest())
                && !Boolean.TRUE.equals(e.isPartial());
    }
}
