package io.polytomic.operator.cli.cluster;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one control plane of a test run, or the reason why there is none: it is remembered, not tried again per class. A
 * machine where none can be had is a reason to skip; one that does not start, or refuses our CRDs, is a failure.
 */
final class SharedControlPlane implements AutoCloseable {

    private final Optional<ControlPlane> controlPlane;
    private final Optional<KubernetesClient> client;
    private final String failure;
    private final boolean skip;
    private final AtomicInteger namespaces = new AtomicInteger();

    private SharedControlPlane(Optional<ControlPlane> controlPlane, String failure, boolean skip) {
        this.controlPlane = controlPlane;
        this.client = controlPlane.map(ControlPlane::kubeconfig).map(Clients::of);
        this.failure = failure;
        this.skip = skip;
    }

    static SharedControlPlane start() {
        try {
            return startFrom(CiScript.CONTROL_PLANE.run());
        } catch (CiScript.NotToBeHad e) {
            if (!CiScript.isRequired()) {
                System.err.println("*** CLUSTER TESTS SKIPPED: " + e.getMessage() + " ***");
            }
            return new SharedControlPlane(Optional.empty(), e.getMessage(), !CiScript.isRequired());
        }
    }

    private static SharedControlPlane startFrom(Path binaries) {
        Optional<ControlPlane> started = Optional.empty();
        try {
            started = Optional.of(
                    ControlPlane.from(binaries).withControllerManager().start());
            applyCrds(started.orElseThrow());
            return new SharedControlPlane(started, "", false);
        } catch (RuntimeException | AssertionError e) {
            started.ifPresent(ControlPlane::close);
            return new SharedControlPlane(Optional.empty(), e.getMessage(), false);
        }
    }

    static void applyCrds(ControlPlane controlPlane) {
        var crds = CiScript.repositoryRoot().resolve("crds");
        if (hasCrds(crds)) {
            var kubectl = kubectl(controlPlane, "default");
            kubectl.run("apply", "--server-side", "-f", crds.toString()).orFail();
            kubectl.run("wait", "--for=condition=Established", "--timeout=30s", "-f", crds.toString())
                    .orFail();
        }
    }

    private static boolean hasCrds(Path directory) {
        try (var files = Files.list(directory)) {
            return files.anyMatch(file -> file.toString().endsWith(".yml"));
        } catch (IOException e) {
            return false;
        }
    }

    Optional<String> reasonToSkip() {
        return skip ? Optional.of(failure) : Optional.empty();
    }

    void requireAvailable() {
        if (controlPlane.isEmpty()) {
            throw new IllegalStateException(failure);
        }
    }

    /** A view with a fresh namespace. */
    Cluster newCluster() {
        requireAvailable();
        var namespace = "test-" + namespaces.incrementAndGet();
        var object = new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .endMetadata()
                .build();
        client.orElseThrow().resource(object).create();
        var api = controlPlane.orElseThrow();
        return new Cluster(api, namespace, client.orElseThrow(), kubectl(api, namespace));
    }

    static Kubectl kubectl(ControlPlane controlPlane, String namespace) {
        return new Kubectl(controlPlane.binaries().resolve("kubectl"), controlPlane.kubeconfigFile(), namespace);
    }

    @Override
    public void close() {
        client.ifPresent(KubernetesClient::close);
        controlPlane.ifPresent(ControlPlane::close);
    }
}
