package io.polytomic.operator.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.mockwebserver.http.MockResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What kubectl asks before it can ask for anything: which groups, versions and resources there are. */
final class MockDiscovery {

    /** Those of Kubernetes that an operator and its user touch; the mock itself would store any. */
    private static final List<Resource> BUILT_IN = List.of(
            new Resource("v1", "namespaces", "Namespace", false, List.of("ns"), false),
            new Resource("v1", "secrets", "Secret", true, List.of(), false),
            new Resource("v1", "configmaps", "ConfigMap", true, List.of("cm"), false),
            new Resource("v1", "events", "Event", true, List.of("ev"), false),
            new Resource("v1", "serviceaccounts", "ServiceAccount", true, List.of("sa"), false),
            new Resource("events.k8s.io/v1", "events", "Event", true, List.of("ev"), false),
            new Resource("coordination.k8s.io/v1", "leases", "Lease", true, List.of(), false),
            new Resource(
                    "apiextensions.k8s.io/v1",
                    "customresourcedefinitions",
                    "CustomResourceDefinition",
                    false,
                    List.of("crd"),
                    true));

    private static final String VERBS = "[\"get\",\"list\",\"watch\",\"create\",\"update\",\"patch\",\"delete\"]";

    private final Crds crds;

    MockDiscovery(Crds crds) {
        this.crds = crds;
    }

    /** The answer, if the path is one of discovery. */
    Optional<MockResponse> answer(String path) {
        var body = switch (path) {
            case "/readyz", "/livez", "/healthz" -> null;
            case "/version" -> Json.object().put("major", "1").put("minor", "0").put("gitVersion", "v1.0.0-mock");
            case "/api" -> versions();
            case "/apis" -> groups();
            default -> resources(path);
        };
        if (body == null) {
            return Optional.of(MockAnswer.text("ok"));
        }
        return body.isEmpty() ? Optional.empty() : Optional.of(MockAnswer.of(200, body));
    }

    private static ObjectNode versions() {
        var answer = Json.object().put("kind", "APIVersions");
        answer.putArray("versions").add("v1");
        return answer;
    }

    private ObjectNode groups() {
        var answer = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        var list = answer.putArray("groups");
        byGroupVersion().keySet().stream().filter(name -> name.contains("/")).forEach(groupVersion -> {
            var parts = groupVersion.split("/");
            var group = list.addObject().put("name", parts[0]);
            group.putArray("versions")
                    .addObject()
                    .put("groupVersion", groupVersion)
                    .put("version", parts[1]);
            group.putObject("preferredVersion")
                    .put("groupVersion", groupVersion)
                    .put("version", parts[1]);
        });
        return answer;
    }

    private ObjectNode resources(String path) {
        var groupVersion = path.replaceFirst("^/apis?/", "");
        var answer = Json.object();
        var resources = byGroupVersion().get(groupVersion);
        if (resources == null) {
            return answer;
        }
        answer.put("kind", "APIResourceList").put("apiVersion", "v1").put("groupVersion", groupVersion);
        var list = answer.putArray("resources");
        resources.forEach(resource -> resource.describe().forEach(list::add));
        return answer;
    }

    private Map<String, List<Resource>> byGroupVersion() {
        var result = new TreeMap<String, List<Resource>>();
        BUILT_IN.forEach(resource -> add(result, resource));
        crds.all()
                .forEach(crd -> crd.path("spec")
                        .path("versions")
                        .forEach(version -> add(result, Resource.of(crd.path("spec"), version))));
        return result;
    }

    private static void add(Map<String, List<Resource>> byGroupVersion, Resource resource) {
        byGroupVersion
                .computeIfAbsent(resource.groupVersion(), key -> new ArrayList<>())
                .add(resource);
    }

    private record Resource(
            String groupVersion,
            String plural,
            String kind,
            boolean namespaced,
            List<String> shortNames,
            boolean status) {

        static Resource of(JsonNode spec, JsonNode version) {
            var names = spec.path("names");
            var shortNames = new ArrayList<String>();
            names.path("shortNames").forEach(name -> shortNames.add(name.asText()));
            return new Resource(
                    spec.path("group").asText() + "/" + version.path("name").asText(),
                    names.path("plural").asText(),
                    names.path("kind").asText(),
                    spec.path("scope").asText().equals("Namespaced"),
                    shortNames,
                    version.path("subresources").has("status"));
        }

        List<ObjectNode> describe() {
            var self = named(plural);
            self.put("singularName", kind.toLowerCase(Locale.ROOT));
            var names = self.putArray("shortNames");
            shortNames.forEach(names::add);
            return status ? List.of(self, named(plural + "/status")) : List.of(self);
        }

        private ObjectNode named(String name) {
            var entry = Json.object().put("name", name).put("kind", kind).put("namespaced", namespaced);
            entry.put("singularName", "").set("verbs", Json.tree(VERBS));
            return entry;
        }
    }
}
