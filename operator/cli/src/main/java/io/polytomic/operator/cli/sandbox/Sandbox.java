package io.polytomic.operator.cli.sandbox;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.cli.cluster.ControlPlane;
import io.polytomic.operator.cli.cluster.ControlPlaneBinaries;
import io.polytomic.operator.cli.cluster.KubernetesApi;
import io.polytomic.operator.cli.cluster.MockKubernetesApi;
import io.polytomic.operator.cli.operator.KubernetesClients;
import io.polytomic.operator.cli.operator.OperatorProcess;
import io.polytomic.operator.cli.operator.OperatorSettings;
import io.polytomic.operator.client.http.AllowedHosts;
import io.polytomic.operator.client.http.CallListener;
import io.polytomic.operator.simulator.Simulator;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A whole world of its own: simulator, Kubernetes API and operator in one process, gone when it closes. */
public final class Sandbox implements AutoCloseable {
    private static final String NAMESPACE = "default";
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final List<String> CRDS = List.of(
            "polytomicorganizations.sync.polytomic.com-v1.yml",
            "bulksyncs.sync.polytomic.com-v1.yml",
            "bulksyncruns.sync.polytomic.com-v1.yml");

    private final PrintWriter out;
    private final Simulator simulator;
    private final KubernetesApi kubernetes;
    private final KubernetesClient client;
    private final OperatorProcess operator;
    private final CountDownLatch interrupted = new CountDownLatch(1);

    /** @param speed simulated seconds per real second */
    public Sandbox(PrintWriter out, double speed) throws IOException {
        this.out = out;
        this.simulator = Simulator.start(
                SimulatorOptions.defaults().withStart(Instant.now()).withSpeed(speed));
        this.kubernetes = kubernetes();
        var config = Config.fromKubeconfig(kubernetes.kubeconfig());
        this.client = KubernetesClients.open(config);
        out.println("Polytomic API:  " + simulator.url() + " (simulator" + pace(speed) + ")");
        out.println("Kubernetes API: " + kubernetes.description());
        out.flush();
        applyCrds();
        this.operator = new OperatorProcess(
                new OperatorSettings(config, Set.of(), null, 10, AllowedHosts.DEFAULT, false),
                Metrics.NOOP,
                CallListener.NONE);
        operator.start();
    }

    private static String pace(double speed) {
        return speed == 1 ? "" : ", %s simulated seconds a second".formatted(speed);
    }

    private static KubernetesApi kubernetes() throws IOException {
        var binaries = ControlPlaneBinaries.find();
        return binaries.isPresent() ? ControlPlane.from(binaries.get()).start() : MockKubernetesApi.start(crdTexts());
    }

    private static List<String> crdTexts() throws IOException {
        var texts = new ArrayList<String>();
        for (var crd : CRDS) {
            try (var in = Sandbox.class.getResourceAsStream("/crds/" + crd)) {
                texts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    private void applyCrds() throws IOException {
        for (var text : crdTexts()) {
            var crd = client.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .items()
                    .get(0);
            client.resource(crd).createOr(existing -> existing.update());
            client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .withName(crd.getMetadata().getName())
                    .waitUntilCondition(
                            c -> kubernetes instanceof MockKubernetesApi || isEstablished(c), 30, TimeUnit.SECONDS);
        }
    }

    private static boolean isEstablished(CustomResourceDefinition crd) {
        return crd != null
                && crd.getStatus() != null
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(c -> "Established".equals(c.getType()) && "True".equals(c.getStatus()));
    }

    /** Applies the folder, as {@code kubectl apply} would. */
    public void apply(Path folder) throws IOException {
        for (var object : Manifests.read(client, folder)) {
            applyOne(Manifests.pointedAt(object, simulator.url()));
        }
    }

    private void applyOne(HasMetadata object) {
        var namespace = object.getMetadata().getNamespace() == null
                ? NAMESPACE
                : object.getMetadata().getNamespace();
        try {
            client.resource(object).inNamespace(namespace).createOr(existing -> existing.update());
        } catch (KubernetesClientException e) {
            var why = e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
            throw new IllegalArgumentException(
                    object.getKind() + " " + object.getMetadata().getName() + ": " + why, e);
        }
    }

    /**
     * Shows the table until every run has ended and every sync is ready or stalled.
     *
     * @return true when nothing failed
     */
    public boolean watch(boolean terminal) throws InterruptedException {
        var table = new LiveTable(out, terminal);
        var rows = rows();
        table.show(rows);
        while (!rows.stream().allMatch(Row::done)) {
            if (interrupted.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            rows = rows();
            table.show(rows);
        }
        table.end(rows);
        return rows.stream().noneMatch(Row::failed);
    }

    /** Leaves everything up until the process is told to end. */
    public void keep() throws InterruptedException {
        out.println();
        out.println("Still up. Look around with:");
        out.println("  export KUBECONFIG=" + kubernetes.kubeconfigFile());
        out.println("  kubectl get polytomic");
        out.println("Ctrl-C ends it.");
        out.flush();
        interrupted.await();
    }

    /** Ends {@link #watch} and {@link #keep}. */
    public void interrupt() {
        interrupted.countDown();
    }

    private List<Row> rows() {
        var rows = new ArrayList<Row>();
        client.resources(PolytomicOrganization.class)
                .inAnyNamespace()
                .list()
                .getItems()
                .forEach(o -> rows.add(Row.of(o)));
        client.resources(BulkSync.class).inAnyNamespace().list().getItems().forEach(s -> rows.add(Row.of(s)));
        client.resources(BulkSyncRun.class).inAnyNamespace().list().getItems().forEach(r -> rows.add(Row.of(r)));
        return rows;
    }

    @Override
    public void close() {
        operator.close();
        client.close();
        kubernetes.close();
        simulator.close();
    }
}
