package io.polytomic.operator.client;

import io.polytomic.operator.client.wire.BatchStatus;
import io.polytomic.operator.client.wire.BulkSyncRecord;
import io.polytomic.operator.client.wire.ConnectionRecord;
import io.polytomic.operator.client.wire.DestinationInfo;
import io.polytomic.operator.client.wire.ErrorHandlingRecord;
import io.polytomic.operator.client.wire.EventRecord;
import io.polytomic.operator.client.wire.Execution;
import io.polytomic.operator.client.wire.Identity;
import io.polytomic.operator.client.wire.LogEntry;
import io.polytomic.operator.client.wire.ModelSyncRecord;
import io.polytomic.operator.client.wire.ModelSyncStatusRecord;
import io.polytomic.operator.client.wire.SchemaCacheStatus;
import io.polytomic.operator.client.wire.SchemaRecord;
import io.polytomic.operator.client.wire.SourceInfo;
import io.polytomic.operator.client.wire.SyncStatusRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The Polytomic API, one method an endpoint. Every method blocks, is safe for concurrent use and throws
 * {@link ApiException}. Only reads are repeated by the HTTP layer; a write is sent exactly once a call. Ids and schema
 * ids are percent-encoded here. Bodies are JSON objects with the API's own member names.
 */
public interface PolytomicApi {
    /** The same API whose calls are served with this priority. */
    PolytomicApi at(Priority priority);

    /** {@code GET /api/me}. */
    Identity me();

    /** {@code GET /api/bulk/syncs}, newest {@code updated_at} first. {@code pageToken} null for the first page. */
    Page<BulkSyncRecord> listBulkSyncs(String pageToken);

    /** {@code GET /api/bulk/syncs/{id}}. */
    BulkSyncRecord getBulkSync(String syncId);

    /** {@code POST /api/bulk/syncs}. {@link ApiException.Unreadable} when a 2xx carries no id. */
    BulkSyncRecord createBulkSync(Map<String, Object> body, String idempotencyKey);

    /** {@code PUT /api/bulk/syncs/{id}}: full replacement, so the body must hold everything that is to stay. */
    BulkSyncRecord updateBulkSync(String syncId, Map<String, Object> body);

    /** {@code DELETE /api/bulk/syncs/{id}}; any 2xx is success. */
    void deleteBulkSync(String syncId);

    /** {@code POST /api/bulk/syncs/{id}/activate}. {@code false} also cancels the running execution. */
    void activateBulkSync(String syncId, boolean active);

    /** {@code GET /api/bulk/syncs/{id}/error-handling}. */
    ErrorHandlingRecord getErrorHandling(String syncId);

    /** {@code PUT /api/bulk/syncs/{id}/error-handling}: omitted members keep their value. */
    ErrorHandlingRecord updateErrorHandling(String syncId, Map<String, Object> body);

    /** {@code GET /api/bulk/syncs/{id}/schemas}: enabled and disabled ones, without fields and filters. */
    List<SchemaRecord> listSchemas(String syncId);

    /** {@code GET /api/bulk/syncs/{id}/schemas/{schema_id}}: with fields and filters. */
    SchemaRecord getSchema(String syncId, String schemaId);

    /** {@code PATCH /api/bulk/syncs/{id}/schemas}; {@code schemas} are full schema objects, see notes.md §9. */
    void patchSchemas(String syncId, List<Map<String, Object>> schemas);

    /** {@code GET /api/bulk/syncs/{id}/status}. */
    SyncStatusRecord getStatus(String syncId);

    /**
     * {@code GET /api/bulk/syncs/status?all=true}, read as a stream: each sync is handed over as it arrives and never
     * held. Syncs handed over before a failure stay handed over.
     *
     * @return the server's Date, null when it sent none
     */
    Instant batchStatusAll(Consumer<BatchStatus> each);

    /** {@code GET /api/bulk/syncs/status?sync_id=…}, at most 50 ids. */
    List<BatchStatus> batchStatus(Collection<String> syncIds);

    /** {@code GET /api/bulk/syncs/{id}/executions}, newest first; {@code limit} 1 to 100. */
    Page<Execution> listExecutions(String syncId, int limit, String pageToken);

    /** {@code GET /api/bulk/syncs/{id}/executions/{exec_id}}. */
    Execution getExecution(String syncId, String executionId);

    /** {@code POST /api/bulk/syncs/{id}/executions}. {@link ApiException.Unreadable} when a 2xx carries no id. */
    Execution startExecution(String syncId, Map<String, Object> body, String idempotencyKey);

    /** {@code POST /api/bulk/syncs/{id}/executions/{exec_id}/cancel}: asynchronous. */
    void cancelExecution(String syncId, String executionId);

    /** {@code GET …/executions/{execution_id}/schemas/{schema_id}/consolelog}: at most the newest 50 lines. */
    List<LogEntry> schemaConsoleLog(String syncId, String executionId, String schemaId);

    /** {@code GET /api/connections}, unpaginated. */
    List<ConnectionRecord> listConnections();

    /** {@code GET /api/connections/{id}}. */
    ConnectionRecord getConnection(String connectionId);

    /** {@code GET /api/connections/{id}/bulksync/source}. */
    SourceInfo getBulkSource(String connectionId, boolean includeFields);

    /** {@code GET /api/connections/{id}/bulksync/target}. */
    DestinationInfo getBulkDestination(String connectionId);

    /** {@code POST /api/connections/{id}/schemas/refresh}. */
    void refreshSchemas(String connectionId);

    /** {@code GET /api/connections/{id}/schemas/status}. */
    SchemaCacheStatus getSchemaCacheStatus(String connectionId);

    /**
     * {@code GET /api/events}.
     *
     * @param startingAfter exclusive lower bound, null for none
     * @param endingBefore exclusive upper bound, null for none
     */
    Page<EventRecord> listEvents(Instant startingAfter, Instant endingBefore, int limit);

    /** {@code GET /api/syncs}: model syncs, newest {@code updated_at} first. {@code pageToken} null for the first page. */
    Page<ModelSyncRecord> listModelSyncs(String pageToken);

    /** {@code GET /api/syncs/{id}}: a model sync with its problems. */
    ModelSyncRecord getModelSync(String syncId);

    /** {@code GET /api/syncs/{id}/status}: what runs and what ran last of a model sync. */
    ModelSyncStatusRecord getModelSyncStatus(String syncId);
}
