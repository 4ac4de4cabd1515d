package io.polytomic.operator.cli.sandbox;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.ModelSync;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A whole world of its own: simulator, Kubernetes API and operator in one process, gone when it closes. */
public final class Sandbox implements AutoCloseable {
    static final String NAMESPACE = "default";
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final List<String> CRDS = List.of(
            "polytomicorganizations.sync.polytomic.com-v1.yml",
            "bulksyncs.sync.polytomic.com-v1.yml",
            "bulksyncruns.sync.polytomic.com-v1.yml",
            "modelsyncs.sync.polytomic.com-v1.yml");

    private final PrintWriter out;
    private final boolean keep;
    private final Simulator simulator;
    private final KubernetesApi kubernetes;
    private final KubernetesClient client;
    private final Optional<OperatorProcess> operator;
    private final CountDownLatch interrupted = new CountDownLatch(1);

    /**
     * @param speed simulated seconds per real second
     * @param keep whether it stays up until it is told to end
     * @param operates whether an operator runs in it; otherwise it waits for another one's work
     */
    public Sandbox(PrintWriter out, double speed, boolean keep, boolean operates) throws IOException {
        this.out = out;
        this.keep = keep;
        this.simulator = Simulator.start(
                SimulatorOptions.defaults().withStart(Instant.now()).withSpeed(speed));
        this.kubernetes = kubernetes();
        var config = Config.fromKubeconfig(kubernetes.kubeconfig());
        this.client = KubernetesClients.open(config);
        out.println("Polytomic API:  " + simulator.url() + " (simulator" + pace(speed) + ")");
        out.println("Kubernetes API: " + kubernetes.description());
        if (keep || !operates) {
            out.println("To look around: export KUBECONFIG=" + kubernetes.kubeconfigFile());
        }
        out.flush();
        applyCrds();
        this.operator = operates ? Optional.of(operator(config)) : Optional.empty();
        operator.ifPresent(OperatorProcess::start);
    }

    private static OperatorProcess operator(Config config) {
        return new OperatorProcess(
                new OperatorSettings(config, Set.of(), null, 10, AllowedHosts.DEFAULT, false, false),
                Metrics.NOOP,
                CallListener.NONE);
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

    /** Applies the folder, as {@code kubectl apply} would: an unknown field is refused. */
    public void apply(Folder folder) {
        folder.objects(client, simulator.url()).forEach(this::applyOne);
    }

    private void applyOne(HasMetadata object) {
        var namespace = object.getMetadata().getNamespace() == null
                ? NAMESPACE
                : object.getMetadata().getNamespace();
        try {
            client.resource(object)
                    .inNamespace(namespace)
                    .fieldValidation(FieldValidateable.Validation.STRICT)
                    .createOr(existing -> existing.update());
        } catch (KubernetesClientException e) {
            var why = e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
            throw new IllegalArgumentException(
                    object.getKind() + " " + object.getMetadata().getName() + ": " + why, e);
        }
    }

    /**
     * Shows the table until everything is Ready or has ended. When nothing can move without a person it ends as well, unless
     * the sandbox is to be kept: then it says so and goes on.
     *
     * @param terminal whether the table may be redrawn in place
     * @return true when nothing failed
     */
    public boolean watch(boolean terminal) throws InterruptedException {
        var table = new LiveTable(out, terminal ? () -> Screen.of(System.getenv()) : null);
        if (!terminal || !Screen.showsLog()) {
            return watch(table);
        }
        var log = QuietLog.to(table::above);
        try {
            return watch(table);
        } finally {
            log.close();
        }
    }

    private boolean watch(LiveTable table) throws InterruptedException {
        var rows = rows();
        table.show(rows);
        var still = Standstill.of(rows, Instant.now());
        boolean told = false;
        while (!still.isEnd()) {
            if (interrupted.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            try {
                rows = rows();
            } catch (KubernetesClientException e) {
                if (interrupted.await(1, TimeUnit.SECONDS)) {
                    return false;
                }
                throw e;
            }
            table.show(rows);
            still = still.then(rows, Instant.now());
            boolean lasts = still.lasts(Instant.now());
            if (lasts && !keep) {
                break;
            }
            if (lasts && !told) {
                reasons(rows).forEach(table::above);
                table.above("It waits for you; Ctrl-C ends it.");
            }
            told = lasts;
        }
        table.end(rows);
        if (!still.isEnd()) {
            out.println();
            out.println("Nothing can move any more:");
        }
        reasons(rows).forEach(out::println);
        out.flush();
        return still.isEnd() && rows.stream().noneMatch(Row::failed);
    }

    private static List<String> reasons(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.failed() || row.movement() != Row.Movement.AT_ITS_END)
                .map(Row::reason)
                .toList();
    }

    /** Leaves everything up until the process is told to end. */
    public void keep() throws InterruptedException {
        if (interrupted.getCount() == 0) {
            return;
        }
        out.println();
        out.println("Still up. Look around with:");
        out.println("  export KUBECONFIG=" + kubernetes.kubeconfigFile());
        out.println("  kubectl get polytomic");
        out.println("Ctrl-C ends it.");
        out.flush();
        interrupted.await();
    }

    /** Ends {@link #watch} and {@link #keep}, without another word. */
    public void interrupt() {
        QuietLog.silence();
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
        client.resources(ModelSync.class).inAnyNamespace().list().getItems().forEach(m -> rows.add(Row.of(m)));
        return rows;
    }

    @Override
    public void close() {
        operator.ifPresent(OperatorProcess::close);
        client.close();
        kubernetes.close();
        simulator.close();
    }
}
