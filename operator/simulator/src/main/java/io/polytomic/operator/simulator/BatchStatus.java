package io.polytomic.operator.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the batch status straight to a generator: ten thousand syncs are too many for a tree. One object writes one answer. */
final class BatchStatus {
    private final World world;
    private final JsonGenerator out;
    private final boolean nullLists;
    private final Map<Instant, String> texts = new HashMap<>();

    BatchStatus(World world, JsonGenerator out, boolean nullLists) {
        this.world = world;
        this.out = out;
        this.nullLists = nullLists;
    }

    /** One sync. Each enabled schema shows its newest run, a running one first (notes.md section 6). */
    void write(BulkSync sync) throws IOException {
        Execution newest = sync.current == null ? sync.last : sync.current;
        out.writeStartObject();
        out.writeStringField("sync_id", sync.id);
        if (newest != null) {
            out.writeStringField("status", newest.status);
        }
        write("nextExecutionTime", sync.nextExecution);
        out.writeFieldName("schemas");
        if (newest == null && nullLists) {
            out.writeNull();
        } else {
            out.writeStartArray();
            List<String> enabled = world.catalogOf(sync).enabledIds(sync.selection);
            if (newest != null && newest.schemas.equals(enabled)) {
                writeSchemas(newest);
            } else if (newest != null) {
                writeSchemasOfSeveral(sync, enabled);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private void writeSchemas(Execution execution) throws IOException {
        for (int i = 0; i < execution.schemas.size(); i++) {
            writeSchema(execution, i);
        }
    }

    private void writeSchemasOfSeveral(BulkSync sync, List<String> enabled) throws IOException {
        for (String schema : enabled) {
            for (Execution execution : sync.executions) {
                int index = execution.schemas.indexOf(schema);
                if (index >= 0) {
                    writeSchema(execution, index);
                    break;
                }
            }
        }
    }

    private void writeSchema(Execution execution, int index) throws IOException {
        Execution.SchemaProgress progress = execution.progress(index, world.now());
        out.writeStartObject();
        out.writeStringField("schema", progress.schema());
        out.writeStringField("execution_id", execution.id);
        out.writeStringField("status", progress.status());
        out.writeStringField("status_message", progress.message());
        write("started_at", progress.startedAt());
        write("completed_at", progress.completedAt());
        out.writeNumberField("record_count", progress.records());
        out.writeNumberField("error_count", index == 0 ? execution.errors() : 0);
        out.writeNumberField("warning_count", index == 0 ? execution.warnings() : 0);
        out.writeEndObject();
    }

    private void write(String member, Instant time) throws IOException {
        if (time == null) {
            out.writeNullField(member);
        } else {
            out.writeStringField(member, texts.computeIfAbsent(time, Instant::toString));
        }
    }
}
