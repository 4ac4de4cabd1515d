package io.polytomic.operator.cli;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.cli.operator.KubernetesClients;
import io.polytomic.operator.cli.plan.ClusterState;
import java.net.HttpURLConnection;
import java.nio.file.Path;

/** What commands read from the cluster of KUBECONFIG. */
final class Cluster {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int PATIENCE_MILLIS = 5_000;

    private Cluster() {}

    /** @throws IllegalArgumentException with one sentence when KUBECONFIG names no cluster, and when nothing does */
    static Config config() {
        var check = new KubeconfigCheck(System.getenv(), Path.of(System.getProperty("user.home")));
        check.requireSound();
        var config = Config.autoConfigure(null);
        if (config.getMasterUrl().startsWith(Config.DEFAULT_MASTER_URL)) {
            check.requireAny();
        }
        config.setRequestTimeout(TIMEOUT_MILLIS);
        config.setConnectionTimeout(TIMEOUT_MILLIS);
        config.setRequestRetryBackoffLimit(0);
        return config;
    }

    /**
     * Asks for the version, which any user may read.
     *
     * @throws IllegalStateException with one sentence when the cluster does not answer, or not to this user
     */
    static void requireReachable() {
        var config = config();
        config.setRequestTimeout(PATIENCE_MILLIS);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        try (var client = KubernetesClients.open(config, 1)) {
            client.getKubernetesVersion();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw failed(config, e);
            }
        }
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
