package io.polytomic.operator.client.http;

import io.polytomic.operator.client.Page;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.client.http.CallState.Size;
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
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;

/** The API over HTTP. Safe for threads; {@link #at} views share everything with the one they came from. */
public final class HttpPolytomicApi implements PolytomicApi, AutoCloseable {
    /** What a batch status by ids takes: design.md §3. */
    public static final int MAX_BATCH_IDS = 50;

    /** notes.md §3. */
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[A-Za-z0-9_-]{8,255}");

    private static final String SYNC = "/api/bulk/syncs/{id}";
    private static final String MODEL_SYNC = "/api/syncs/{id}";
    private static final String EXECUTION = SYNC + "/executions/{exec_id}";

    private final Transport http;
    private final Priority priority;

    /**
     * @param budget the one of this credential, from {@link RequestBudgets}
     * @param random for the jitter between repeated reads; used by many threads
     */
    public HttpPolytomicApi(
            Endpoint endpoint,
            Credential credential,
            RequestBudget budget,
            HttpSettings settings,
            CallListener listener,
            Time time,
            RandomGenerator random) {
        OkHttpClient client = HttpClients.create(endpoint, credential, budget, settings, listener, time, random);
        Failures failures = new Failures(new PlainText(credential.secrets()), budget);
        this.http = new Transport(endpoint, client, HttpClients.patient(client, settings), failures);
        this.priority = PolytomicApis.DEFAULT_PRIORITY;
    }

    private HttpPolytomicApi(Transport http, Priority priority) {
        this.http = http;
        this.priority = priority;
    }

    @Override
    public PolytomicApi at(Priority other) {
        return new HttpPolytomicApi(http, other);
    }

    /** Breaks off calls in flight and closes all connections, those of {@link #at} views too. */
    @Override
    public void close() {
        http.close();
    }

    private Transport.Answer get(Route route) {
        return http.read(route, priority, Size.USUAL);
    }

    private Transport.Answer getLarge(Route route) {
        return http.read(route, priority, Size.LARGE);
    }

    @Override
    public Identity me() {
        var answer = get(Route.get("/api/me"));
        var identity = Answers.one(answer, data -> Wire.identity(data, answer.serverTime()));
        if (identity.organizationId() == null) {
            throw Failures.without(answer.operation(), "organization_id"); // without it nothing can be pinned
        }
        return identity;
    }

    @Override
    public Page<BulkSyncRecord> listBulkSyncs(String pageToken) {
        Route route = Route.get("/api/bulk/syncs").query("page_token", pageToken);
        return Answers.page(getLarge(route), Wire::bulkSync);
    }

    @Override
    public BulkSyncRecord getBulkSync(String syncId) {
        return Answers.about(syncId, get(Route.get(SYNC, syncId)), Wire::bulkSync);
    }

    @Override
    public BulkSyncRecord createBulkSync(Map<String, Object> body, String idempotencyKey) {
        Route route = Route.post("/api/bulk/syncs");
        return Answers.identified(http.write(route, priority, body, checked(idempotencyKey)), Wire::bulkSync);
    }

    @Override
    public BulkSyncRecord updateBulkSync(String syncId, Map<String, Object> body) {
        return Answers.identified(http.write(Route.put(SYNC, syncId), priority, body, null), Wire::bulkSync);
    }

    @Override
    public void deleteBulkSync(String syncId) {
        http.perform(Route.delete(SYNC, syncId), priority, null);
    }

    @Override
    public void activateBulkSync(String syncId, boolean active) {
        http.perform(Route.post(SYNC + "/activate", syncId), priority, Map.of("active", active));
    }

    @Override
    public ErrorHandlingRecord getErrorHandling(String syncId) {
        return Answers.one(get(Route.get(SYNC + "/error-handling", syncId)), Wire::errorHandling);
    }

    @Override
    public ErrorHandlingRecord updateErrorHandling(String syncId, Map<String, Object> body) {
        Route route = Route.put(SYNC + "/error-handling", syncId);
        return Answers.one(http.write(route, priority, body, null), Wire::errorHandling);
    }

    @Override
    public List<SchemaRecord> listSchemas(String syncId) {
        return Wire.told(Answers.list(getLarge(Route.get(SYNC + "/schemas", syncId)), Wire::schema), SchemaRecord::id);
    }

    @Override
    public SchemaRecord getSchema(String syncId, String schemaId) {
        var answer = get(Route.get(SYNC + "/schemas/{schema_id}", syncId, schemaId));
        var schema = Answers.identified(answer, Wire::schema);
        if (schema.fields() != null && schema.fields().stream().anyMatch(field -> field.id() == null)) {
            throw Failures.without(answer.operation(), "id for each field"); // a mask could be needed on it
        }
        return schema;
    }

    @Override
    public void patchSchemas(String syncId, List<Map<String, Object>> schemas) {
        http.perform(Route.patch(SYNC + "/schemas", syncId), priority, Map.of("schemas", schemas));
    }

    @Override
    public SyncStatusRecord getStatus(String syncId) {
        return Answers.one(get(Route.get(SYNC + "/status", syncId)), Wire::status);
    }

    @Override
    public Instant batchStatusAll(Consumer<BatchStatus> each) {
        Route route = Route.get("/api/bulk/syncs/status").query("all", true);
        return http.stream(route, priority, new StatusStream(each));
    }

    @Override
    public List<BatchStatus> batchStatus(Collection<String> syncIds) {
        if (syncIds.size() > MAX_BATCH_IDS) {
            throw new IllegalArgumentException("At most " + MAX_BATCH_IDS + " ids a call, not " + syncIds.size() + ".");
        }
        if (syncIds.isEmpty()) {
            return List.of();
        }
        Route route = Route.get("/api/bulk/syncs/status");
        syncIds.forEach(id -> route.query("sync_id", id));
        return Wire.told(Answers.list(getLarge(route), Wire::batchStatus), BatchStatus::syncId);
    }

    @Override
    public Page<Execution> listExecutions(String syncId, int limit, String pageToken) {
        Route route =
                Route.get(SYNC + "/executions", syncId).query("limit", limit).query("page_token", pageToken);
        var page = Answers.page(getLarge(route), Wire::execution);
        return new Page<>(Wire.told(page.items(), Execution::id), page.nextPageToken(), page.serverTime());
    }

    @Override
    public Execution getExecution(String syncId, String executionId) {
        return Answers.about(executionId, get(Route.get(EXECUTION, syncId, executionId)), Wire::execution);
    }

    @Override
    public Execution startExecution(String syncId, Map<String, Object> body, String idempotencyKey) {
        Route route = Route.post(SYNC + "/executions", syncId);
        return Answers.identified(http.write(route, priority, body, checked(idempotencyKey)), Wire::execution);
    }

    @Override
    public void cancelExecution(String syncId, String executionId) {
        http.perform(Route.post(EXECUTION + "/cancel", syncId, executionId), priority, null);
    }

    @Override
    public List<LogEntry> schemaConsoleLog(String syncId, String executionId, String schemaId) {
        Route route = Route.get(
                "/api/bulk/syncs/{sync_id}/executions/{execution_id}/schemas/{schema_id}/consolelog",
                syncId,
                executionId,
                schemaId);
        return Answers.one(get(route), data -> {
            List<LogEntry> entries = Json.list(data.path("entries"), Wire::logEntry);
            return entries == null ? List.of() : List.copyOf(entries);
        });
    }

    @Override
    public List<ConnectionRecord> listConnections() {
        return Wire.told(Answers.list(getLarge(Route.get("/api/connections")), Wire::connection), ConnectionRecord::id);
    }

    @Override
    public ConnectionRecord getConnection(String connectionId) {
        return Answers.identified(get(Route.get("/api/connections/{id}", connectionId)), Wire::connection);
    }

    @Override
    public SourceInfo getBulkSource(String connectionId, boolean includeFields) {
        Route route =
                Route.get("/api/connections/{id}/bulksync/source", connectionId).query("include_fields", includeFields);
        return Answers.one(getLarge(route), Wire::source);
    }

    @Override
    public DestinationInfo getBulkDestination(String connectionId) {
        return Answers.one(get(Route.get("/api/connections/{id}/bulksync/target", connectionId)), Wire::destination);
    }

    @Override
    public void refreshSchemas(String connectionId) {
        http.perform(Route.post("/api/connections/{id}/schemas/refresh", connectionId), priority, null);
    }

    @Override
    public SchemaCacheStatus getSchemaCacheStatus(String connectionId) {
        return Answers.one(get(Route.get("/api/connections/{id}/schemas/status", connectionId)), Wire::schemaCache);
    }

    @Override
    public Page<EventRecord> listEvents(Instant startingAfter, Instant endingBefore, int limit) {
        Route route = Route.get("/api/events")
                .query("starting_after", startingAfter)
                .query("ending_before", endingBefore)
                .query("limit", limit);
        return Answers.page(get(route), Wire::event);
    }

    @Override
    public Page<ModelSyncRecord> listModelSyncs(String pageToken) {
        Route route = Route.get("/api/syncs").query("page_token", pageToken);
        return Answers.page(getLarge(route), ModelWire::sync);
    }

    @Override
    public ModelSyncRecord getModelSync(String syncId) {
        return Answers.about(syncId, get(Route.get(MODEL_SYNC, syncId)), ModelWire::sync);
    }

    @Override
    public ModelSyncStatusRecord getModelSyncStatus(String syncId) {
        return Answers.one(get(Route.get(MODEL_SYNC + "/status", syncId)), ModelWire::status);
    }

    private static String checked(String idempotencyKey) {
        if (idempotencyKey == null || !IDEMPOTENCY_KEY.matcher(idempotencyKey).matches()) {
            throw new IllegalArgumentException("An Idempotency-Key has 8 to 255 of A-Z a-z 0-9 - _.");
        }
        return idempotencyKey;
    }
}
