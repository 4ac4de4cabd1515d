package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** {@link WorldEdits} over HTTP, under /_simulator/world. */
final class AdminEdits {
    private final WorldEdits world;

    AdminEdits(WorldEdits world) {
        this.world = world;
    }

    void addTo(Router router) {
        addSyncs(router);
        addConnections(router);
        addKeys(router);
    }

    private void addSyncs(Router router) {
        String sync = "/_simulator/world/syncs/{id}";
        router.add("POST", "/_simulator/world/syncs", request -> ok(world.createSync(request.json())));
        router.add("GET", sync, request -> ok(world.sync(id(request))));
        router.add("PATCH", sync, request -> ok(world.editSync(id(request), request.json())));
        router.add("DELETE", sync, request -> AdminRoutes.done(() -> world.deleteSync(id(request))));
        router.add("GET", sync + "/schemas", request -> ok(world.schemas(id(request))));
        router.add(
                "PATCH",
                sync + "/schemas",
                request -> AdminRoutes.done(() -> world.patchSchemas(id(request), request.json())));
        router.add("GET", sync + "/executions", request -> ok(world.executions(id(request))));
        router.add(
                "POST", sync + "/executions", request -> ok(world.startExecution(id(request), request.jsonOrEmpty())));
        router.add("POST", sync + "/cancel", request -> AdminRoutes.done(() -> world.cancelExecution(id(request))));
        router.add(
                "POST",
                sync + "/finish",
                request -> AdminRoutes.done(() -> world.finishExecution(id(request), text(request, "outcome"))));
        router.add(
                "PUT",
                sync + "/outcome",
                request -> AdminRoutes.done(() -> world.setExecutionOutcome(
                        id(request), SeedReader.script(new SeedNode("outcome", "", request.json())))));
        router.add(
                "PUT",
                sync + "/error-handling",
                request -> AdminRoutes.done(() -> world.setErrorHandling(id(request), request.json())));
        router.add("PUT", sync + "/ingestion", this::ingestion);
    }

    private void addConnections(Router router) {
        String connection = "/_simulator/world/connections/{id}";
        router.add("POST", connection + "/schemas/{schema}/fields/{field}", this::addField);
        router.add("DELETE", connection + "/schemas/{schema}/fields/{field}", this::removeField);
        router.add("POST", connection + "/schemas/{schema}", this::addSchema);
        router.add(
                "DELETE",
                connection + "/schemas/{schema}",
                request -> AdminRoutes.done(() -> world.removeSourceSchema(id(request), request.path("schema"))));
        router.add(
                "POST", connection + "/refresh", request -> AdminRoutes.done(() -> world.refreshSchemas(id(request))));
        router.add(
                "PUT",
                connection + "/status",
                request -> AdminRoutes.done(() -> world.setConnectionStatus(id(request), text(request, "status"))));
    }

    private void addKeys(Router router) {
        router.add(
                "POST",
                "/_simulator/world/keys/revoke",
                request -> AdminRoutes.done(() -> world.revokeKey(text(request, "key"))));
        router.add(
                "POST",
                "/_simulator/world/keys/restrict",
                request -> AdminRoutes.done(() -> world.restrictKey(text(request, "key"), text(request, "pattern"))));
    }

    private Answer ingestion(Request request) {
        ObjectNode body = request.json();
        world.setIngestion(
                id(request),
                Json.text(body, "status", "ok"),
                Json.text(body, "message", ""),
                body.path("lag").asLong(0));
        return ok(world.status(id(request)));
    }

    private Answer addField(Request request) {
        String type = Json.text(request.jsonOrEmpty(), "type", "string");
        world.addSourceField(id(request), request.path("schema"), request.path("field"), type);
        return ok(Json.object());
    }

    private Answer removeField(Request request) {
        world.removeSourceField(id(request), request.path("schema"), request.path("field"));
        return ok(Json.object());
    }

    private Answer addSchema(Request request) {
        List<String> fields = new ArrayList<>();
        request.jsonOrEmpty().path("fields").forEach(field -> fields.add(field.asText()));
        world.addSourceSchema(id(request), request.path("schema"), fields.toArray(String[]::new));
        return ok(Json.object());
    }

    private static String id(Request request) {
        return request.path("id");
    }

    static String text(Request request, String member) {
        String value = Json.text(request.json(), member, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(member + " is required");
        }
        return value;
    }

    private static Answer ok(JsonNode node) {
        return Answer.json(200, node);
    }
}
