package io.polytomic.operator.cli;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.cli.operator.KubernetesClients;
import io.polytomic.operator.cli.plan.ClusterState;
import java.io.File;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What commands read from the cluster of KUBECONFIG. */
final class Cluster {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int PATIENCE_MILLIS = 5_000;

    private Cluster() {}

    /** @throws IllegalArgumentException with one sentence when KUBECONFIG names no file that exists */
    static Config config() {
        requireKubeconfig(System.getenv("KUBECONFIG"));
        var config = Config.autoConfigure(null);
        config.setRequestTimeout(TIMEOUT_MILLIS);
        config.setConnectionTimeout(TIMEOUT_MILLIS);
        config.setRequestRetryBackoffLimit(0);
        return config;
    }

    /** Without this a mistyped path would lead to whatever cluster is the default. */
    static void requireKubeconfig(String paths) {
        if (paths == null || paths.isBlank()) {
            return;
        }
        var files = List.of(paths.split(Pattern.quote(File.pathSeparator)));
        if (files.stream().noneMatch(file -> Files.isReadable(Path.of(file)))) {
            throw new IllegalArgumentException(
                    "KUBECONFIG: %s does not exist or cannot be read.".formatted(String.join(" and ", files)));
        }
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
