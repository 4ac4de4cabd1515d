package io.polytomic.operator.client.wire;

import java.util.List;

/** One sync in the batch status: each enabled schema at most once, with its newest execution; notes.md §6. */
public record BatchStatus(String syncId, String status, String nextExecutionTime, List<SchemaExecution> schemas) {
    public BatchStatus {
        schemas = schemas == null ? List.of() : List.copyOf(schemas);
    }
}
