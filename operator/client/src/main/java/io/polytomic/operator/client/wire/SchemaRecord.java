package io.polytomic.operator.client.wire;

import java.util.List;

/**
 * {@code BulkSchema} (single read, with fields and filters) and {@code BulkSchemaListItem} (list, where both are null).
 *
 * @param fields null when the answer had no such member, so "not told" and "none" stay apart
 * @param filters likewise
 * @param historyEnabled null on servers older than 25.9.10
 */
public record SchemaRecord(
        String id,
        Boolean enabled,
        String partitionKey,
        String trackingField,
        String userOutputName,
        String outputName,
        String dataCutoffTimestamp,
        Boolean disableDataCutoff,
        Boolean historyEnabled,
        List<Filter> filters,
        List<Field> fields) {
    public SchemaRecord {
        filters = filters == null ? null : List.copyOf(filters);
        fields = fields == null ? null : List.copyOf(fields);
    }
}
