package io.polytomic.operator.cli.cluster;

import io.fabric8.kubernetes.client.Config;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.polytomic.operator.cli.operator.OperatorProcess;
import io.polytomic.operator.cli.operator.OperatorSettings;
import io.polytomic.operator.client.http.AllowedHosts;
import io.polytomic.operator.client.http.CallListener;
import java.util.Set;

/** The operator on the real API server, for the namespace of one test, connected to a simulated API. */
public final class RunningOperator implements AutoCloseable {
    private static final int THREADS = 4;

    private final OperatorProcess process;

    private RunningOperator(OperatorProcess process) {
        this.process = process;
    }

    /** @param url of the simulator, whose key is {@code sandbox-key} */
    public static RunningOperator start(Cluster cluster, String url) {
        apply(cluster, """
                apiVersion: v1
                kind: Secret
                metadata: {name: polytomic}
                stringData: {apiKey: sandbox-key}
                ---
                apiVersion: sync.polytomic.com/v1alpha1
                kind: PolytomicOrganization
                metadata: {name: default}
                spec:
                  url: %s
                  credentials: {secretRef: {name: polytomic, key: apiKey}}
                  requestsPerMinute: 6000
                  pollInterval: 1s
                """.formatted(url));
        var process = new OperatorProcess(
                new OperatorSettings(
                        Config.fromKubeconfig(cluster.controlPlane().kubeconfig()),
                        Set.of(cluster.namespace()),
                        null,
                        THREADS,
                        AllowedHosts.DEFAULT,
                        true,
                        false),
                Metrics.NOOP,
                CallListener.NONE);
        process.start();
        return new RunningOperator(process);
    }

    /** {@code kubectl apply -f -}. */
    public static void apply(Cluster cluster, String manifests) {
        cluster.kubectl().runWithInput(manifests, "apply", "-f", "-").orFail();
    }

    @Override
    public void close() {
        process.close();
    }
}
