package io.polytomic.operator.cli.operator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.polytomic.operator.core.text.SharedTexts;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** Clients for Kubernetes that survive objects of a newer version and enough parallel requests. */
public final class KubernetesClients {
    /** Requests at a time; each holds a thread of the transport. */
    private static final int PARALLEL = 16;

    private static final int IDLE_SECONDS = 30;

    private KubernetesClients() {}

    /** Spec and status of thousands of objects repeat the same ids, words and times. */
    private static final class SharedText extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1L;

        private final transient SharedTexts texts = new SharedTexts();

        SharedText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return texts.of(StringDeserializer.instance.deserialize(parser, context));
        }
    }

    /** Who wrote which member: nothing here asks for it, and it is most of what an object takes in memory. */
    @JsonIgnoreProperties("managedFields")
    private interface WithoutManagedFields {}

    /** Transport OkHttp, chosen explicitly: it alone sends watch pings, and with several on the class path chance decides. */
    public static KubernetesClient open(Config config) {
        return open(config, PARALLEL);
    }

    /** @param parallel requests at a time, watches included; who finds none free waits, a renewal of the lease too */
    public static KubernetesClient open(Config config, int parallel) {
        var mapper = new ObjectMapper();
        mapper.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
        mapper.configure(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL, true);
        mapper.registerModule(new SimpleModule().addDeserializer(String.class, new SharedText()));
        mapper.addMixIn(ObjectMeta.class, WithoutManagedFields.class);
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(new KubernetesSerialization(mapper, true))
                .withHttpClientFactory(new OkHttpClientFactory() {
                    @Override
                    protected OkHttpClient.Builder newOkHttpClientBuilder() {
                        var builder = super.newOkHttpClientBuilder();
                        var dispatcher = new Dispatcher(threads(parallel));
                        dispatcher.setMaxRequests(parallel);
                        dispatcher.setMaxRequestsPerHost(parallel);
                        return builder.dispatcher(dispatcher);
                    }
                })
                .build();
    }

    private static ExecutorService threads(int most) {
        var threads = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    var thread = new Thread(task, "kubernetes");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
