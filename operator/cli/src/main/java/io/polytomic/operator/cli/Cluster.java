package io.polytomic.operator.cli;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.cli.operator.KubernetesClients;
import io.polytomic.operator.cli.plan.ClusterState;

/** What commands read from the cluster of KUBECONFIG. */
final class Cluster {
    private static final int TIMEOUT_MILLIS = 10_000;

    private Cluster() {}

    static Config config() {
        var config = Config.autoConfigure(null);
        config.setRequestTimeout(TIMEOUT_MILLIS);
        config.setConnectionTimeout(TIMEOUT_MILLIS);
        config.setRequestRetryBackoffLimit(0);
        return config;
    }

    /** The namespace of the kubeconfig context, as kubectl takes it. */
    static String namespace(Config config) {
        return config.getNamespace() == null || config.getNamespace().isBlank() ? "default" : config.getNamespace();
    }

    static ClusterState read(Config config) {
        try (var client = KubernetesClients.open(config)) {
            return new ClusterState(
                    client.resources(PolytomicOrganization.class)
                            .inAnyNamespace()
                            .list()
                            .getItems(),
                    client.resources(BulkSync.class).inAnyNamespace().list().getItems(),
                    false);
        } catch (KubernetesClientException e) {
            throw failed(config, e);
        }
    }

    static IllegalStateException failed(Config config, KubernetesClientException e) {
        var cause = e.getCode() > 0 ? "it answered " + e.getCode() : "it does not answer";
        return new IllegalStateException(
                "The cluster at %s cannot be read: %s; KUBECONFIG says which cluster it is."
                        .formatted(config.getMasterUrl(), cause),
                e);
    }
}
