package io.polytomic.operator.controller.translate;

import io.polytomic.operator.client.wire.BulkSyncRecord;
import io.polytomic.operator.client.wire.ErrorHandlingRecord;
import io.polytomic.operator.client.wire.SchemaRecord;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One sync as it was read.
 *
 * @param schemas by id; a record whose fields are null was only seen in the list
 * @param errorHandling null when it was not read
 */
public record RemoteSync(
        BulkSyncRecord record, SortedMap<String, SchemaRecord> schemas, ErrorHandlingRecord errorHandling) {
    public RemoteSync {
        schemas = Collections.unmodifiableSortedMap(new TreeMap<>(schemas));
    }

    /** The same with these schemas read again. */
    public RemoteSync withSchemas(Map<String, SchemaRecord> readAgain) {
        var all = new TreeMap<>(schemas);
        all.putAll(readAgain);
        return new RemoteSync(record, all, errorHandling);
    }
}
