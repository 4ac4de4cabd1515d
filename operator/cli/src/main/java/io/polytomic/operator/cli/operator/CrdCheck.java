package io.polytomic.operator.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.polytomic.operator.api.v1alpha1.ApiGroup;
import io.polytomic.operator.cli.validate.CrdSchemas;
import java.net.HttpURLConnection;
import java.util.Optional;

/**
 * Whether the CRDs on the server have everything that this operator reads and writes. Older ones would drop it without a
 * word: a wish on record would be lost, and what must happen once could happen twice.
 */
final class CrdCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REMEDY =
            " Apply the crds/ of this version (kubectl apply --server-side -f crds/) and start again; nothing was written.";

    private final KubernetesClient client;

    CrdCheck(KubernetesClient client) {
        this.client = client;
    }

    /** Throws with one sentence for the one who installs it; returns when all is well. */
    void require() {
        CrdSchemas.byName()
                .forEach((name, schema) -> problem(name, schema).ifPresent(problem -> {
                    throw new IllegalStateException(problem);
                }));
    }

    private Optional<String> problem(String name, JsonNode needed) {
        var crd = read(name);
        if (crd == null) {
            return Optional.of("The CRD %s is not installed.".formatted(name) + REMEDY);
        }
        var served = crd.getSpec().getVersions().stream()
                .filter(version -> version.getName().equals(ApiGroup.VERSION) && version.getServed())
                .findFirst();
        if (served.isEmpty()) {
            return Optional.of("The CRD %s does not serve the version %s.".formatted(name, ApiGroup.VERSION) + REMEDY);
        }
        var schema = JSON.valueToTree(served.get().getSchema()).path("openAPIV3Schema");
        var missing = MissingMembers.of(needed, schema);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("The CRD %s on the cluster is older than this operator: it lacks %s%s."
                                .formatted(
                                        name,
                                        missing.get(0),
                                        missing.size() == 1 ? "" : " and " + (missing.size() - 1) + " more")
                        + REMEDY);
    }

    private CustomResourceDefinition read(String name) {
        try {
            return client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .withName(name)
                    .get();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                throw new IllegalStateException(
                        "The operator may not read its own CRD %s; give its account the ClusterRole of deploy/kustomize/base/crd-reader-role.yaml."
                                .formatted(name),
                        e);
            }
            throw e;
        }
    }
}
