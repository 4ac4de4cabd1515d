package io.polytomic.operator.cli.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;

/** A control plane that one test may stop and start without troubling others; with the project's CRDs. */
public final class OwnControlPlane implements AutoCloseable {
    private static final String NAMESPACE = "default";

    private final ControlPlane controlPlane;
    private final KubernetesClient client;

    private OwnControlPlane(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        this.client = Clients.of(controlPlane.kubeconfig());
    }

    public static OwnControlPlane start(Path binaries) {
        var controlPlane = ControlPlane.from(binaries).start();
        try {
            SharedControlPlane.applyCrds(controlPlane);
            return new OwnControlPlane(controlPlane);
        } catch (RuntimeException | AssertionError e) {
            controlPlane.close();
            throw e;
        }
    }

    /** Its namespace {@code default}, which is also that of its kubeconfig. */
    public Cluster cluster() {
        return new Cluster(controlPlane, NAMESPACE, client, SharedControlPlane.kubectl(controlPlane, NAMESPACE));
    }

    @Override
    public void close() {
        client.close();
        controlPlane.close();
    }
}
