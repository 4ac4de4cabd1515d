package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Connections, what they offer, and their schema cache. */
final class ConnectionRoutes {
    private final World world;
    private final Envelopes envelopes;

    ConnectionRoutes(World world, Envelopes envelopes) {
        this.world = world;
        this.envelopes = envelopes;
    }

    Answer list(Request request) {
        return envelopes.list(world.connections.values().stream()
                .filter(each -> !each.deleted && each.organizationId.equals(request.organization()))
                .map(ConnectionJson::connection)
                .toList());
    }

    Answer get(Request request) {
        return envelopes.data(ConnectionJson.connection(find(request)));
    }

    /** notes.md section 10: 422 while in use, force deletes the dependants, 409 under a Harbor. */
    Answer delete(Request request) {
        Connection connection = find(request);
        if (connection.traits.harbor()) {
            throw ApiProblem.conflict("an active Harbor rests on this connection");
        }
        List<BulkSync> users = world.syncs.values().stream()
                .filter(sync -> sync.settings.sourceConnectionId().equals(connection.id)
                        || sync.settings.destinationConnectionId().equals(connection.id))
                .toList();
        List<ModelSync> modelUsers = world.modelSyncs.values().stream()
                .filter(sync -> sync.targetConnectionId().equals(connection.id))
                .toList();
        boolean used = !users.isEmpty() || !modelUsers.isEmpty();
        if (used && !request.flag("force", false)) {
            throw ApiProblem.unprocessable("connection in use");
        }
        users.forEach(world.bulkSyncs::delete);
        modelUsers.forEach(sync -> {
            sync.planned++;
            world.modelSyncs.remove(sync.id);
        });
        connection.deleted = true;
        world.changed();
        return Answer.empty(200);
    }

    Answer source(Request request) {
        Connection connection = find(request);
        world.schemaCache.requireReady(connection);
        return envelopes.data(ConnectionJson.source(connection, request.flag("include_fields", true)));
    }

    Answer target(Request request) {
        return envelopes.data(ConnectionJson.target(find(request), world.switches));
    }

    Answer cacheStatus(Request request) {
        return envelopes.data(ConnectionJson.cache(find(request)));
    }

    Answer refresh(Request request) {
        Connection connection = find(request);
        if (!connection.status.equals("healthy")) {
            throw ApiProblem.badRequest("connection is not healthy");
        }
        world.schemaCache.refresh(connection, connection.traits.refreshDelay());
        return Answer.json(202, Json.object())
                .with("Location", "/api/connections/" + connection.id + "/schemas/status");
    }

    Answer schema(Request request) {
        Connection connection = find(request);
        world.schemaCache.requireReady(connection);
        return envelopes.data(ConnectionJson.schema(connection, known(connection, request), true));
    }

    Answer setPrimaryKeys(Request request) {
        Connection connection = find(request);
        SourceSchema schema = known(connection, request);
        Map<String, Boolean> overrides = new HashMap<>();
        if (!Json.absent(request.json(), "fields")) {
            for (JsonNode field : SettingsReader.list(request.json(), "fields")) {
                String id = Json.text(field, "field_id", "");
                if (!schema.fields().containsKey(id)) {
                    throw ApiProblem.badRequest("field " + id + " is unknown");
                }
                overrides.put(id, SettingsReader.bool(field, "is_primary_key", false));
            }
        }
        connection.primaryKeyOverrides.put(schema.id(), overrides);
        world.changed();
        return Answer.empty(202);
    }

    Answer resetPrimaryKeys(Request request) {
        Connection connection = find(request);
        connection.primaryKeyOverrides.remove(known(connection, request).id());
        world.changed();
        return Answer.empty(202);
    }

    Answer ingestConsole(Request request) {
        Connection connection = find(request);
        String wanted = request.parameter("sync_id");
        ConsoleLines lines = new ConsoleLines();
        world.syncs.values().stream()
                .filter(sync -> connection.traits.cdc()
                        && sync.settings.sourceConnectionId().equals(connection.id))
                .filter(sync -> wanted == null || sync.id.equals(wanted))
                .forEach(sync -> {
                    lines.add(sync.createdAt, "INFO", sync.settings.name() + ": ingestion started");
                    if (sync.ingestion != null) {
                        lines.add(sync.ingestion.updatedAt(), level(sync.ingestion), sync.ingestion.message());
                    }
                });
        return envelopes.data(lines.json(request.number("limit", ConsoleLines.MOST), request.parameter("after")));
    }

    private static String level(Ingestion ingestion) {
        return switch (ingestion.level()) {
            case "error" -> "ERROR";
            case "warning" -> "WARN";
            default -> "INFO";
        };
    }

    private static SourceSchema known(Connection connection, Request request) {
        SourceSchema schema = connection.catalog().get(request.path("schema"));
        if (schema == null) {
            throw ApiProblem.notFound("schema", request.path("schema"));
        }
        return schema;
    }

    private Connection find(Request request) {
        return world.connection(request.organization(), request.path("id"));
    }
}
