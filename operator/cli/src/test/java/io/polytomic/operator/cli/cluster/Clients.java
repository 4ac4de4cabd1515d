package io.polytomic.operator.cli.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;

/** Clients for a kubeconfig, over the transport that the product uses. */
public final class Clients {

    private Clients() {}

    public static KubernetesClient of(String kubeconfig) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .withHttpClientFactory(new OkHttpClientFactory())
                .build();
    }
}
