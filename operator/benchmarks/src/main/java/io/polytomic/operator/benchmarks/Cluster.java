package io.polytomic.operator.benchmarks;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.polytomic.operator.cli.cluster.ControlPlane;
import io.polytomic.operator.cli.cluster.ControlPlaneBinaries;
import io.polytomic.operator.cli.operator.KubernetesClients;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** etcd and kube-apiserver of one trial, with the CRDs and one namespace. */
final class Cluster implements AutoCloseable {
    static final String NAMESPACE = "fleet";

    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "APPLY", "DELETE", "DELETECOLLECTION");
    /** The API server writes for itself, too: its lease, its flow schemas. */
    private static final Set<String> OURS =
            Set.of("bulksyncs", "bulksyncruns", "polytomicorganizations", "events", "secrets");

    private final ControlPlane controlPlane;
    private final KubernetesClient client;
    private final long apiServer;
    private final long etcd;

    private Cluster(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        var config = Config.fromKubeconfig(controlPlane.kubeconfig());
        this.client = KubernetesClients.open(config);
        this.apiServer = Procfs.find("kube-apiserver", "--secure-port=" + port(config.getMasterUrl()));
        this.etcd = Procfs.find("etcd", "--listen-client-urls=" + Procfs.argument(apiServer, "--etcd-servers="));
    }

    static Cluster start(Path crds) {
        var binaries = ControlPlaneBinaries.find()
                .orElseThrow(() -> new IllegalStateException(
                        "No control plane is on this machine; .ci/control-plane downloads or builds one."));
        var cluster = new Cluster(ControlPlane.from(binaries).start());
        try {
            cluster.prepare(crds);
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private static String port(String url) {
        return url.replaceAll(".*:(\\d+)/?", "$1");
    }

    private void prepare(Path crds) {
        try (var files = Files.list(crds)) {
            files.filter(file -> file.toString().endsWith(".yml")).forEach(this::apply);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withName(NAMESPACE)
                .endMetadata()
                .build();
        client.resource(namespace).create();
    }

    private void apply(Path crd) {
        try (InputStream in = Files.newInputStream(crd)) {
            var made = client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .load(in)
                    .create();
            client.resource(made).waitUntilCondition(Cluster::isServed, 30, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isServed(CustomResourceDefinition crd) {
        return crd.getStatus() != null
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(c -> c.getType().equals("Established")
                                && c.getStatus().equals("True"));
    }

    KubernetesClient client() {
        return client;
    }

    Path kubeconfig() {
        return controlPlane.kubeconfigFile();
    }

    String description() {
        return controlPlane.description();
    }

    double apiServerCpuSeconds() {
        return Procfs.cpuSeconds(apiServer);
    }

    double etcdCpuSeconds() {
        return Procfs.cpuSeconds(etcd);
    }

    /** Requests that write, by verb and resource, as the API server counts them; whoever sent them. */
    Counts writes() {
        var counts = new TreeMap<String, Double>();
        for (var sample : Exposition.parse(client.raw("/metrics")).samples()) {
            if (sample.name().equals("apiserver_request_total")
                    && WRITES.contains(sample.label("verb"))
                    && OURS.contains(sample.label("resource"))) {
                var subresource = sample.label("subresource");
                counts.merge(
                        sample.label("verb") + " " + sample.label("resource")
                                + (subresource.isEmpty() ? "" : "/" + subresource),
                        sample.value(),
                        Double::sum);
            }
        }
        return Counts.of(counts);
    }

    @Override
    public void close() {
        client.close();
        controlPlane.close();
    }
}
