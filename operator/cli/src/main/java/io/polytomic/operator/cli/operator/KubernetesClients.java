package io.polytomic.operator.cli.operator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import okhttp3.OkHttpClient;

/** Clients for Kubernetes that survive objects of a newer version and enough parallel requests. */
public final class KubernetesClients {
    private static final int MAX_REQUESTS = 128;

    private KubernetesClients() {}

    /** Who wrote which member: nothing here asks for it, and it is most of what an object takes in memory. */
    @JsonIgnoreProperties("managedFields")
    private interface WithoutManagedFields {}

    /** Transport OkHttp, chosen explicitly: it alone sends watch pings, and with several on the class path chance decides. */
    public static KubernetesClient open(Config config) {
        var mapper = new ObjectMapper();
        mapper.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
        mapper.configure(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL, true);
        mapper.addMixIn(ObjectMeta.class, WithoutManagedFields.class);
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(new KubernetesSerialization(mapper, true))
                .withHttpClientFactory(new OkHttpClientFactory() {
                    @Override
                    protected OkHttpClient.Builder newOkHttpClientBuilder() {
                        var builder = super.newOkHttpClientBuilder();
                        var dispatcher = new okhttp3.Dispatcher();
                        dispatcher.setMaxRequests(MAX_REQUESTS);
                        dispatcher.setMaxRequestsPerHost(MAX_REQUESTS);
                        return builder.dispatcher(dispatcher);
                    }
                })
                .build();
    }
}
