package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/** {@link ModelEdits} over HTTP, under /_simulator/world/model_syncs. */
final class ModelAdminEdits {
    private final ModelEdits models;

    ModelAdminEdits(ModelEdits models) {
        this.models = models;
    }

    void addTo(Router router) {
        String all = "/_simulator/world/model_syncs";
        String one = all + "/{id}";
        router.add(
                "POST",
                all,
                request -> ok(models.create(
                        AdminEdits.text(request, "target"), request.json().path("body"))));
        router.add("GET", one, request -> ok(models.sync(id(request))));
        router.add("PATCH", one, request -> ok(models.edit(id(request), request.json())));
        router.add("DELETE", one, request -> AdminRoutes.done(() -> models.delete(id(request))));
        router.add("GET", one + "/status", request -> ok(models.status(id(request))));
        router.add("POST", one + "/executions", request -> ok(models.start(id(request))));
        router.add("POST", one + "/cancel", request -> AdminRoutes.done(() -> models.cancel(id(request))));
        router.add(
                "POST",
                one + "/finish",
                request -> AdminRoutes.done(() -> models.finish(id(request), AdminEdits.text(request, "outcome"))));
        router.add(
                "PUT",
                one + "/problems",
                request -> AdminRoutes.done(
                        () -> models.setProblems(id(request), request.json().path("problems"))));
    }

    private static String id(Request request) {
        return request.path("id");
    }

    private static Answer ok(JsonNode node) {
        return Answer.json(200, node);
    }
}
