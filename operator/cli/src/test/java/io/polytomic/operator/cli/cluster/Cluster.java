package io.polytomic.operator.cli.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * The shared control plane as one test sees it.
 *
 * @param namespace exists, is empty and belongs to this test alone
 * @param client speaks as administrator over OkHttp; closed by the extension
 */
public record Cluster(ControlPlane controlPlane, String namespace, KubernetesClient client, Kubectl kubectl) {

    /** Runs kubectl as administrator in this test's namespace. */
    public Kubectl.Result kubectl(String... arguments) {
        return kubectl.run(arguments);
    }
}
