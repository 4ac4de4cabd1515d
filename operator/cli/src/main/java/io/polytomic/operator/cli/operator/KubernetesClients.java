package io.polytomic.operator.cli.operator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.client.http.CipherOrder;
import io.polytomic.operator.core.text.SharedTexts;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.TlsVersion;

/** Clients for Kubernetes that survive objects of a newer version and enough parallel requests. */
public final class KubernetesClients {
    /** Requests at a time; each holds a thread of the transport. */
    private static final int PARALLEL = 16;

    /**
     * What a watch of the operator brings. A kind that is not known is read as a generic object first, and then again as
     * what it is; to know the seven hundred of the library takes memory that nothing here needs.
     */
    private static final List<Class<? extends KubernetesResource>> WATCHED =
            List.of(BulkSync.class, BulkSyncRun.class, ModelSync.class, PolytomicOrganization.class, Status.class);

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

    /** For commands: knows every kind of the library, so that manifests of any can be loaded. */
    public static KubernetesClient open(Config config) {
        return open(config, PARALLEL, true);
    }

    /**
     * For the operator: knows the kinds it deals with, and no others.
     *
     * @param parallel requests at a time, watches included; who finds none free waits, a renewal of the lease too
     */
    public static KubernetesClient open(Config config, int parallel) {
        return open(config, parallel, false);
    }

    private static KubernetesClient open(Config config, int parallel, boolean everyKind) {
        var mapper = new ObjectMapper();
        mapper.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
        mapper.configure(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL, true);
        mapper.registerModule(new SimpleModule().addDeserializer(String.class, new SharedText()));
        mapper.addMixIn(ObjectMeta.class, WithoutManagedFields.class);
        var serialization = new KubernetesSerialization(mapper, everyKind);
        if (!everyKind) { // to register one kind is to load all that are known
            WATCHED.forEach(serialization::registerKubernetesResource);
        }
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(serialization)
                .withHttpClientFactory(new Transport(parallel))
                .build();
    }

    /** OkHttp, chosen explicitly: it alone sends watch pings, and with several on the class path chance decides. */
    private record Transport(int parallel) implements HttpClient.Factory {
        @Override
        public HttpClient.Builder newBuilder() {
            return factory(CipherOrder.TLS).newBuilder();
        }

        @Override
        public HttpClient.Builder newBuilder(Config config) {
            HttpClient.Builder builder = factory(tls(config)).newBuilder(config);
            return builder.tlsVersions(
                    (io.fabric8.kubernetes.client.http.TlsVersion[]) null); // or its suites replace ours
        }

        private OkHttpClientFactory factory(ConnectionSpec tls) {
            return new OkHttpClientFactory() {
                @Override
                protected OkHttpClient.Builder newOkHttpClientBuilder() {
                    var dispatcher = new Dispatcher(Threads.of("kubernetes", parallel));
                    dispatcher.setMaxRequests(parallel);
                    dispatcher.setMaxRequestsPerHost(parallel);
                    return super.newOkHttpClientBuilder()
                            .connectionSpecs(List.of(tls, ConnectionSpec.CLEARTEXT))
                            .dispatcher(dispatcher);
                }
            };
        }
    }

    private static ConnectionSpec tls(Config config) {
        var versions = config.getTlsVersions();
        return versions == null || versions.length == 0
                ? CipherOrder.TLS
                : new ConnectionSpec.Builder(CipherOrder.TLS)
                        .tlsVersions(Arrays.stream(versions)
                                .map(version -> TlsVersion.valueOf(version.name()))
                                .toArray(TlsVersion[]::new))
                        .build();
    }
}
