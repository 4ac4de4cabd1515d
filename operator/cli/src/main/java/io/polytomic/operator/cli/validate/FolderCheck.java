package io.polytomic.operator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.cli.manifest.Manifest;
import io.polytomic.operator.cli.manifest.Manifests;
import io.polytomic.operator.controller.translate.SameTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;

/** What can only be seen of all manifests together: duplicates, and references that lead nowhere. */
final class FolderCheck {
    private static final String ORGANIZATION = "PolytomicOrganization";
    private static final String SYNC = "BulkSync";
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private final Manifests manifests;
    private final List<Finding> found = new ArrayList<>();

    private FolderCheck(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<Finding> check(Manifests manifests) {
        var check = new FolderCheck(manifests);
        check.duplicates();
        check.sameRemoteSync();
        check.sameTables();
        manifests.of(SYNC).forEach(check::organization);
        manifests.of("ModelSync").forEach(check::organization);
        manifests.of("BulkSyncRun").forEach(check::sync);
        return check.found;
    }

    private void duplicates() {
        var seen = new HashMap<String, Manifest>();
        for (var manifest : manifests.all()) {
            var first = manifest.name().isEmpty()
                    ? null
                    : seen.putIfAbsent(manifest.who() + "/" + manifest.namespace(), manifest);
            if (first != null) {
                found.add(Finding.error(
                        manifest,
                        "metadata.name",
                        "the same object is given already in " + first.where("metadata.name") + "."));
            }
        }
    }

    private void sameRemoteSync() {
        var seen = new HashMap<String, Manifest>();
        for (var manifest : manifests.of(SYNC)) {
            var id = manifest.content().path("spec").path("syncId").asText("");
            var first = id.isEmpty() ? null : seen.putIfAbsent(id, manifest);
            if (first != null) {
                found.add(Finding.warning(
                        manifest,
                        "spec.syncId",
                        "%s names the same sync (%s); only one of them will manage it."
                                .formatted(first.who(), first.where("spec.syncId"))));
            }
        }
    }

    private void sameTables() {
        var syncs = new LinkedHashMap<Manifest, BulkSync>();
        var names = new IdentityHashMap<BulkSync, String>();
        for (var manifest : manifests.of(SYNC)) {
            var sync = read(manifest);
            if (sync != null && sync.getSpec() != null) {
                syncs.put(manifest, sync);
                names.put(sync, "%s (%s)".formatted(manifest.who(), manifest.where("spec.destination")));
            }
        }
        var sameTables = new SameTables(syncs.values());
        syncs.forEach((manifest, sync) -> sameTables
                .sentences(sync, names::get)
                .forEach(sentence -> found.add(Finding.warning(manifest, "spec.destination", sentence))));
    }

    /** Null for one that is not even of the right types, which the check of the schema tells. */
    private static BulkSync read(Manifest manifest) {
        try {
            return JSON.unmarshal(manifest.content().toString(), BulkSync.class);
        } catch (IllegalArgumentException | KubernetesClientException wrongTypes) {
            return null;
        }
    }

    private void organization(Manifest manifest) {
        var ref = manifest.content().path("spec").path("organizationRef");
        var name = ref.path("name").asText("default");
        var namespace = ref.path("namespace").asText(manifest.namespace());
        reference(manifest, "spec.organizationRef", ORGANIZATION, namespace, name);
    }

    private void sync(Manifest manifest) {
        JsonNode name = manifest.content().path("spec").path("bulkSyncRef").path("name");
        if (name.isTextual()) {
            reference(manifest, "spec.bulkSyncRef.name", SYNC, manifest.namespace(), name.asText());
        }
    }

    /** An error where files hold such objects at all; else they may live somewhere else. */
    private void reference(Manifest from, String path, String kind, String namespace, String name) {
        var candidates = manifests.of(kind);
        boolean there = candidates.stream().anyMatch(c -> c.name().equals(name) && isSame(namespace, c.namespace()));
        if (there) {
            return;
        }
        if (candidates.isEmpty()) {
            var where = namespace.isEmpty() ? "" : " in namespace " + namespace;
            found.add(Finding.warning(from, path, "no %s \"%s\"%s is among these files.".formatted(kind, name, where)));
        } else {
            found.add(Finding.error(from, path, missing(kind, name, namespace, candidates)));
        }
    }

    private static String missing(String kind, String name, String namespace, List<Manifest> candidates) {
        var where = namespace.isEmpty() ? "" : " in namespace " + namespace;
        var elsewhere = candidates.stream()
                .filter(candidate -> candidate.name().equals(name))
                .map(Manifest::namespace)
                .findFirst();
        var names = candidates.stream()
                .filter(candidate -> isSame(namespace, candidate.namespace()))
                .map(Manifest::name)
                .toList();
        return "there is no %s \"%s\"%s; %s."
                .formatted(
                        kind,
                        name,
                        where,
                        elsewhere
                                .map(other -> "%s is in namespace %s, %s".formatted(name, other, whatToDo(kind)))
                                .orElseGet(() -> Nearest.orSome(name, names)));
    }

    private static String whatToDo(String kind) {
        return kind.equals(SYNC)
                ? "a run must be in the namespace of its sync"
                : "which spec.organizationRef.namespace must name";
    }

    /** A file without a namespace goes wherever it is applied to. */
    private static boolean isSame(String a, String b) {
        return a.isEmpty() || b.isEmpty() || a.equals(b);
    }
}
