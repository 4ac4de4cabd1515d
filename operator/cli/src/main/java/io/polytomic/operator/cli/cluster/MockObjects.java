package io.polytomic.operator.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.crud.AttributeSet;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The store of Fabric8's mock, with the writes that it lacks or answers unlike Kubernetes: server-side apply, finalizers,
 * generation, conflicts, defaults. Each write is worked out here as the object that should be and then stored by one PUT
 * or POST of the parent, which also tells the watches.
 */
final class MockObjects extends KubernetesCrudDispatcher {

    private static final String CRD_PATH = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static final String RESOURCE_VERSION = "resourceVersion";
    private static final String DELETED_AT = "deletionTimestamp";
    private static final String STATUS = "status";

    private final Crds crds;
    private final Appliers appliers = new Appliers();

    MockObjects(Crds crds) {
        this.crds = crds;
    }

    /** One write at a time, so that what was read is still true when the outcome is stored. */
    @Override
    public MockResponse dispatch(RecordedRequest request) {
        if (request.method() == HttpMethod.GET) {
            return super.dispatch(request);
        }
        synchronized (appliers) {
            return super.dispatch(request);
        }
    }

    @Override
    public MockResponse handleGet(String path) {
        var answer = super.handleGet(path);
        return answer.code() == 404 ? MockAnswer.notFound(path) : answer.setHeader("Content-Type", "application/json");
    }

    @Override
    public MockResponse handleCreate(RecordedRequest request) {
        return create(RequestPath.of(request), Json.object(text(request)));
    }

    @Override
    public MockResponse handleUpdate(RecordedRequest request) {
        var path = RequestPath.of(request);
        return stored(path.object())
                .map(current -> store(path, current, Json.object(text(request))))
                .orElseGet(() -> MockAnswer.notFound(path.path()));
    }

    @Override
    public MockResponse handlePatch(RecordedRequest request) {
        var path = RequestPath.of(request);
        var type = Optional.ofNullable(request.getHeader("Content-Type")).orElse("");
        if (type.startsWith("application/apply-patch")) {
            return apply(path, Json.object(text(request)));
        }
        var patch = Json.tree(text(request));
        return stored(path.object())
                .map(current -> store(
                        path,
                        current,
                        type.startsWith("application/json-patch")
                                ? Patches.json(current, patch)
                                : Patches.merge(current, patch)))
                .orElseGet(() -> MockAnswer.notFound(path.path()));
    }

    @Override
    public MockResponse handleDelete(String pathAndQuery) {
        var path = RequestPath.of(pathAndQuery);
        if (!getKey(path.path()).containsKey("name")) {
            return super.handleDelete(path.path());
        }
        var current = stored(path.path());
        if (current.isEmpty()) {
            return MockAnswer.notFound(path.path());
        }
        if (current.get().at("/metadata/finalizers").isEmpty()) {
            super.handleDelete(path.path());
            return MockAnswer.of(200, current.get());
        }
        return markDeleted(path, current.get());
    }

    private MockResponse markDeleted(RequestPath path, ObjectNode current) {
        if (!current.path("metadata").has(DELETED_AT)) {
            var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            Json.metadata(current).put(DELETED_AT, now).put("deletionGracePeriodSeconds", 0);
            super.handleUpdate(request(HttpMethod.PUT, path.path(), current));
        }
        return answer(200, path.path());
    }

    private MockResponse apply(RequestPath path, ObjectNode applied) {
        var current = stored(path.object());
        if (current.isEmpty()) {
            return path.isStatus() ? MockAnswer.notFound(path.path()) : createByApply(path, applied);
        }
        if (isStale(current.get(), applied)) {
            return conflict(path);
        }
        var result = appliers.apply(uid(current.get()), path.applier(), current.get(), applied);
        return store(path, current.get(), result);
    }

    private MockResponse createByApply(RequestPath path, ObjectNode applied) {
        var answer = create(path.collection(), applied);
        stored(path.path()).ifPresent(made -> appliers.apply(uid(made), path.applier(), made, applied));
        return answer;
    }

    private MockResponse create(RequestPath collection, ObjectNode body) {
        encodeStringData(body);
        var answer = super.handleCreate(request(HttpMethod.POST, collection.path(), body));
        if (answer.code() != 201) {
            return answer.code() == 409
                    ? MockAnswer.failure(
                            409, "AlreadyExists", body.at("/metadata/name").asText() + " already exists")
                    : answer;
        }
        var made = Json.object(new String(answer.getBody().getBytes(), StandardCharsets.UTF_8));
        return answer(201, collection.path() + "/" + made.at("/metadata/name").asText());
    }

    private MockResponse store(RequestPath path, ObjectNode current, ObjectNode wanted) {
        if (isStale(current, wanted)) {
            return conflict(path);
        }
        var next = path.isStatus() ? withStatus(current, wanted) : wanted;
        if (!path.isStatus() && isStatusSubresourceEnabledForResource(path.path())) {
            next = withStatus(wanted, current);
        }
        keepDeletion(current, next);
        encodeStringData(next);
        crds.addDefaults(next);
        super.handleUpdate(request(HttpMethod.PUT, path.path(), next));
        return stored(path.object()).isPresent() ? answer(200, path.object()) : MockAnswer.of(200, next);
    }

    private static ObjectNode withStatus(ObjectNode object, ObjectNode status) {
        var result = object.deepCopy();
        result.remove(STATUS);
        if (status.has(STATUS)) {
            result.set(STATUS, status.get(STATUS).deepCopy());
        }
        return result;
    }

    /** Deletion is asked for by DELETE alone and cannot be taken back. */
    private static void keepDeletion(ObjectNode current, ObjectNode next) {
        Json.metadata(next).remove(DELETED_AT);
        if (current.path("metadata").has(DELETED_AT)) {
            Json.metadata(next).set(DELETED_AT, current.path("metadata").get(DELETED_AT));
        }
    }

    /** {@code stringData} is write-only: Kubernetes keeps it as {@code data}. */
    private static void encodeStringData(ObjectNode object) {
        if (object.path("kind").asText().equals("Secret") && object.remove("stringData") instanceof ObjectNode plain) {
            var data = object.path("data") instanceof ObjectNode here ? here : object.putObject("data");
            plain.properties()
                    .forEach(entry ->
                            data.put(entry.getKey(), Pem.base64(entry.getValue().asText())));
        }
    }

    private static boolean isStale(ObjectNode current, ObjectNode wanted) {
        var version = wanted.path("metadata").path(RESOURCE_VERSION).asText("");
        return !version.isEmpty()
                && !version.equals(
                        current.path("metadata").path(RESOURCE_VERSION).asText());
    }

    private static MockResponse conflict(RequestPath path) {
        return MockAnswer.failure(
                409,
                "Conflict",
                "Operation cannot be fulfilled on %s: the object has been modified; please apply your changes to the latest version and try again"
                        .formatted(path.object()));
    }

    /** Kubernetes counts the mark of deletion as a new generation; the parent does not. */
    @Override
    public void touchGeneration(JsonNode current, JsonNode updated) {
        super.touchGeneration(current, updated);
        if (!current.path("metadata").has(DELETED_AT)
                && updated.path("metadata").has(DELETED_AT)) {
            var generation = current.path("metadata").path("generation").asLong() + 1;
            ((ObjectNode) updated.path("metadata")).put("generation", generation);
        }
    }

    /** Every change passes here, so this is where new objects get their defaults and CRDs become known. */
    @Override
    public void processEvent(
            String path, AttributeSet pathKey, AttributeSet oldKey, GenericKubernetesResource resource, String state) {
        if (state == null) {
            forget(path, Json.object(map.get(oldKey)));
            super.processEvent(path, pathKey, oldKey, resource, null);
            return;
        }
        var object = Json.object(state);
        if (path.startsWith(CRD_PATH)) {
            establish(object);
            crds.register(object);
        }
        if (oldKey == null) {
            crds.addDefaults(object);
        }
        super.processEvent(path, pathKey, oldKey, resource, object.toString());
    }

    private void forget(String path, ObjectNode gone) {
        appliers.forget(uid(gone));
        if (path.startsWith(CRD_PATH)) {
            crds.remove(gone);
        }
    }

    private static void establish(ObjectNode crd) {
        if (!crd.has(STATUS)) {
            crd.set(STATUS, Json.tree("{\"conditions\":[{\"type\":\"Established\",\"status\":\"True\"}]}"));
        }
    }

    private Optional<ObjectNode> stored(String path) {
        return Optional.ofNullable(findResource(getKey(path))).map(entry -> Json.object(entry.getValue()));
    }

    private MockResponse answer(int code, String path) {
        return stored(path).map(object -> MockAnswer.of(code, object)).orElseGet(() -> MockAnswer.notFound(path));
    }

    private static String uid(ObjectNode object) {
        return object.at("/metadata/uid").asText();
    }

    private static String text(RecordedRequest request) {
        return new String(request.getBody().getBytes(), StandardCharsets.UTF_8);
    }

    /** A request as if it had come over the wire. */
    static RecordedRequest post(String path, ObjectNode body) {
        return request(HttpMethod.POST, path, body);
    }

    private static RecordedRequest request(HttpMethod method, String path, ObjectNode body) {
        var headers = Headers.builder().add("Content-Type", "application/json").build();
        return new RecordedRequest(
                "HTTP/1.1", method, path, headers, new Buffer(body.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
