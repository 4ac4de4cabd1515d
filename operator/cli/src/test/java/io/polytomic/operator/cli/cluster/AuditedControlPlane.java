package io.polytomic.operator.cli.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A control plane of its own, with the project's CRDs, that writes down every request of service accounts. */
public final class AuditedControlPlane implements AutoCloseable {
    private static final String POLICY = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
              - level: Metadata
                userGroups: ["system:serviceaccounts"]
              - level: None
            """;

    private final ControlPlane controlPlane;
    private final KubernetesClient client;
    private final Path log;

    private AuditedControlPlane(ControlPlane controlPlane, Path log) {
        this.controlPlane = controlPlane;
        this.client = Clients.of(controlPlane.kubeconfig());
        this.log = log;
    }

    /** @param folder where the audit log is written */
    public static AuditedControlPlane start(Path binaries, Path folder) {
        try {
            var policy = Files.writeString(folder.resolve("audit-policy.yaml"), POLICY);
            var log = folder.resolve("audit.log");
            var controlPlane = ControlPlane.from(binaries)
                    .withControllerManager()
                    .withApiServerFlags("--audit-policy-file=" + policy, "--audit-log-path=" + log)
                    .start();
            SharedControlPlane.applyCrds(controlPlane);
            return new AuditedControlPlane(controlPlane, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It as a test sees it that works in one namespace, which exists. */
    public Cluster in(String namespace) {
        return new Cluster(controlPlane, namespace, client, SharedControlPlane.kubectl(controlPlane, namespace));
    }

    /** One JSON event a line. */
    public Path log() {
        return log;
    }

    @Override
    public void close() {
        client.close();
        controlPlane.close();
    }
}
