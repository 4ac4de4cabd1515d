package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.SchemaStatus;
import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.wire.LogEntry;
import io.polytomic.operator.controller.translate.ExecutionReader;
import io.polytomic.operator.controller.watch.LiveOrganization;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The last log lines of the schemas that failed, as events of the run; only where {@code remoteText: Logs} allows it. */
final class FailedSchemaLogs {
    private static final int SCHEMAS = 3;
    private static final int LINES = 3;

    private FailedSchemaLogs() {}

    static void tell(RunTask task, LiveOrganization organization, PolytomicApi api) {
        if (!organization.showsLogs() || task.draft.schemas == null) {
            return;
        }
        task.draft.schemas.stream()
                .filter(schema -> "failed".equals(schema.status()))
                .limit(SCHEMAS)
                .forEach(schema -> tell(task, api, schema));
    }

    private static void tell(RunTask task, PolytomicApi api, SchemaStatus schema) {
        try {
            var reader = new ExecutionReader(true);
            List<LogEntry> lines = api.schemaConsoleLog(task.draft.syncId, task.draft.executionId, schema.id());
            var last = lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                    .map(line -> reader.text(line.message()))
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(" | "));
            if (!last.isEmpty()) {
                task.recorder.event(task.run, true, "SchemaFailed", schema.id() + ": " + last);
            }
        } catch (ApiException noLogToBeHad) {
            task.recorder.event(task.run, true, "SchemaFailed", schema.id() + ": its log cannot be read.");
        }
    }
}
