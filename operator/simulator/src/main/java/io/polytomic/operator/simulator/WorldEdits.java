package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What other people do: edits behind the back of the client, and reads for assertions. Bodies are those of the API; a body the API
 * would refuse is an IllegalArgumentException.
 */
public final class WorldEdits {
    /** Who the API says made these edits, unless a key is given. */
    static final Actor SOMEBODY = new Actor("00000000-0000-4000-8000-00000000beef", "Somebody Else", "user");

    private final World world;
    private final BulkSyncJson json;
    private final SchemaJson schemas;
    private final ExecutionJson executions;

    WorldEdits(World world) {
        this.world = world;
        this.json = new BulkSyncJson(world);
        this.schemas = new SchemaJson(world);
        this.executions = new ExecutionJson(world);
    }

    BulkSync known(String syncId) {
        BulkSync sync = world.syncs.get(syncId);
        if (sync == null) {
            throw new IllegalArgumentException("There is no bulk sync " + syncId);
        }
        return sync;
    }

    /** Connection by id or by name. */
    Connection connectionOf(String idOrName) {
        return world.connections.values().stream()
                .filter(each -> each.id.equals(idOrName) || each.name.equals(idOrName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no connection " + idOrName));
    }

    <T> T edit(Supplier<T> deed) {
        synchronized (world) {
            world.settle();
            world.tick();
            try {
                return deed.get();
            } catch (ApiProblem e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
    }

    <T> T look(Supplier<T> question) {
        synchronized (world) {
            world.settle();
            return question.get();
        }
    }

    /** Creates a bulk sync in the organization of its source; answers the sync. */
    public JsonNode createSync(JsonNode body) {
        return edit(() -> {
            String organization = connectionOf(Json.text(body, "source_connection_id", "")).organizationId;
            return json.sync(world.bulkSyncs.create(organization, SOMEBODY, body));
        });
    }

    /** Merges (RFC 7396) into the sync as GET shows it and PUTs the result; answers the sync. Schemas stay unless given. */
    public JsonNode editSync(String syncId, JsonNode merge) {
        return edit(() -> {
            BulkSync sync = known(syncId);
            world.bulkSyncs.replace(sync, SOMEBODY, Json.merge(json.sync(sync), merge));
            return json.sync(sync);
        });
    }

    /** The body of PATCH schemas. */
    public void patchSchemas(String syncId, JsonNode body) {
        edit(() -> {
            BulkSync sync = known(syncId);
            world.selections.patch(sync, body);
            if (world.switches.on(Switch.SCHEMA_EDIT_MOVES_UPDATED_AT)) {
                world.bulkSyncs.touch(sync, SOMEBODY);
            }
            return null;
        });
    }

    /** The body of PUT error-handling. */
    public void setErrorHandling(String syncId, JsonNode body) {
        edit(() -> {
            world.bulkSyncs.setErrorHandling(known(syncId), SOMEBODY, body);
            return null;
        });
    }

    public void deleteSync(String syncId) {
        edit(() -> {
            world.bulkSyncs.delete(known(syncId));
            return null;
        });
    }

    /** Starts by hand; answers the execution. */
    public JsonNode startExecution(String syncId) {
        return startExecution(syncId, Json.object());
    }

    /** Starts by hand with the body of the API; answers the execution. */
    public JsonNode startExecution(String syncId, JsonNode body) {
        return edit(() -> {
            BulkSync sync = known(syncId);
            return executions.execution(sync, world.executions.start(sync, body));
        });
    }

    /** Asks for the end of the running execution; false when none runs. */
    public boolean cancelExecution(String syncId) {
        return edit(() -> world.executions.cancelCurrent(known(syncId), "canceled by somebody else"));
    }

    /** Ends the running execution at once: completed, errors, failed or interrupted. */
    public void finishExecution(String syncId, String outcome) {
        edit(() -> {
            BulkSync sync = known(syncId);
            if (sync.current == null) {
                throw new IllegalArgumentException("Nothing runs for bulk sync " + syncId);
            }
            world.executions.finish(
                    sync, sync.current, ExecutionScript.endsAs(outcome).outcome());
            return null;
        });
    }

    /** How all later executions of a bulk or model sync go. */
    public void setExecutionOutcome(String syncId, ExecutionScript script) {
        edit(() -> {
            ModelSync model = world.modelSyncs.get(syncId);
            if (model == null) {
                known(syncId).script = script;
            } else {
                model.script = script;
            }
            return null;
        });
    }

    /** How the next executions of a bulk sync go, one each; then the lasting script counts again. */
    public void scriptNextExecutions(String syncId, ExecutionScript... scripts) {
        edit(() -> known(syncId).scripts.addAll(List.of(scripts)));
    }

    /** Health of the change capture of a sync: ok, warning or error; the lag is compared with its threshold. */
    public void setIngestion(String syncId, String level, String message, long lag) {
        edit(() -> known(syncId).ingestion = new Ingestion(level, message, lag, world.now()));
    }

    /** Adds a text field to the source; the API sees it after a refresh of the schema cache. */
    public void addSourceField(String connection, String schemaId, String fieldId) {
        addSourceField(connection, schemaId, fieldId, "string");
    }

    /** Adds a field of a UtilFieldType to the source. */
    public void addSourceField(String connection, String schemaId, String fieldId, String type) {
        edit(() -> {
            Connection source = connectionOf(connection);
            source.live = source.live.with(schemaOf(source, schemaId).with(new SourceField(fieldId, type, false)));
            return null;
        });
    }

    /** Removes a field from the source. */
    public void removeSourceField(String connection, String schemaId, String fieldId) {
        edit(() -> {
            Connection source = connectionOf(connection);
            source.live = source.live.with(schemaOf(source, schemaId).without(fieldId));
            return null;
        });
    }

    /** Adds a schema with these text fields to the source. */
    public void addSourceSchema(String connection, String schemaId, String... fieldIds) {
        edit(() -> {
            ObjectNode node = Json.object().put("id", schemaId);
            node.set("fields", Json.texts(List.of(fieldIds)));
            Connection source = connectionOf(connection);
            source.live = source.live.with(SeedConnections.schema(new SeedNode("edit", "", node)));
            return null;
        });
    }

    /** Removes a schema from the source. */
    public void removeSourceSchema(String connection, String schemaId) {
        edit(() -> {
            Connection source = connectionOf(connection);
            source.live = source.live.without(schemaId);
            return null;
        });
    }

    private static SourceSchema schemaOf(Connection source, String schemaId) {
        SourceSchema schema = source.live.get(schemaId);
        if (schema == null) {
            throw new IllegalArgumentException("Connection " + source.name + " has no schema " + schemaId);
        }
        return schema;
    }

    /** Rebuilds the schema cache now, without delay. */
    public void refreshSchemas(String connection) {
        edit(() -> {
            world.schemaCache.refresh(connectionOf(connection), Duration.ZERO);
            return null;
        });
    }

    /** healthy, or anything else. */
    public void setConnectionStatus(String connection, String status) {
        edit(() -> connectionOf(connection).status = status);
    }

    /** From now on 401. */
    public void revokeKey(String key) {
        edit(() -> key(key).revoked = true);
    }

    /** From now on 403 where this matches the whole of "METHOD path", for example "PUT /api/.*". */
    public void restrictKey(String key, String pattern) {
        edit(() -> key(key).forbidden.add(Pattern.compile(pattern)));
    }

    private ApiKey key(String key) {
        ApiKey found = world.keys.get(key);
        if (found == null) {
            throw new IllegalArgumentException("There is no such key");
        }
        return found;
    }

    /** Ids of all bulk syncs. */
    public List<String> syncIds() {
        return look(() -> new ArrayList<>(world.syncs.keySet()));
    }

    /** A bulk sync as GET shows it. */
    public JsonNode sync(String syncId) {
        return look(() -> json.sync(known(syncId)));
    }

    /** All schemas of a bulk sync with fields and filters, as GET of each shows them. */
    public JsonNode schemas(String syncId) {
        return look(() -> {
            BulkSync sync = known(syncId);
            ArrayNode all = Json.array();
            world.catalogOf(sync).ids().forEach(id -> all.add(schemas.schema(sync, id)));
            return all;
        });
    }

    public JsonNode errorHandling(String syncId) {
        return look(() -> json.errorHandling(known(syncId)));
    }

    /** The run state of a bulk sync as GET shows it. */
    public JsonNode status(String syncId) {
        return look(() -> executions.status(known(syncId)));
    }

    /** Executions of a bulk sync, newest first. */
    public JsonNode executions(String syncId) {
        return look(() -> {
            BulkSync sync = known(syncId);
            ArrayNode all = Json.array();
            sync.executions.forEach(each -> all.add(executions.execution(sync, each)));
            return all;
        });
    }

    /** Everything at once, for people to read. */
    public JsonNode dump() {
        return look(() -> WorldDump.of(world));
    }
}
