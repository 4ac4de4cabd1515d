package io.polytomic.operator.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.cli.operator.KubernetesClients;
import io.polytomic.operator.cli.status.StatusTable;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The objects of the cluster in one table. */
@Command(
        name = "status",
        description = {
            "Show organizations, their syncs and their runs in one table, what failed first (KUBECONFIG).",
            "",
            "Example: polytomic-operator status -A --watch",
            "Environment: KUBECONFIG.",
            "Exit code: 0 shown, whatever it shows; 1 an error."
        },
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final int SECONDS_BETWEEN_LOOKS = 2;
    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Only this namespace. Default: that of the kubeconfig context.")
    private String namespace;

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "All namespaces.")
    private boolean all;

    @Option(
            names = "--unmanaged",
            description = "List also the syncs of each organization that no BulkSync holds (the names its status has).")
    private boolean unmanaged;

    @Option(
            names = {"-w", "--watch"},
            description = "Show it again every two seconds when something moved, until interrupted.")
    private boolean watch;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var config = Cluster.config();
        var ended = new CountDownLatch(1);
        if (watch) {
            Runtime.getRuntime().addShutdownHook(new Thread(ended::countDown, "shutdown"));
        }
        try (var client = KubernetesClients.open(config)) {
            List<String> shown = List.of();
            do {
                var lines = lines(client, config);
                if (!lines.equals(shown)) {
                    show(lines);
                    shown = lines;
                }
            } while (watch && !ended.await(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS));
        }
        return 0;
    }

    private List<String> lines(KubernetesClient client, Config config) {
        var where = all ? null : namespace == null ? Cluster.namespace(config) : namespace;
        try {
            var syncs = list(client, BulkSync.class, where);
            var organizations = list(client, PolytomicOrganization.class, where);
            var runs = list(client, BulkSyncRun.class, where);
            var models = list(client, ModelSync.class, where);
            return new StatusTable(Instant.now(), all, unmanaged)
                    .lines(organizations, syncs, runs, models, Ansi.AUTO.enabled());
        } catch (KubernetesClientException e) {
            throw Cluster.failed(config, e);
        }
    }

    private static <T extends HasMetadata> List<T> list(KubernetesClient client, Class<T> kind, String namespace) {
        var resources = client.resources(kind);
        return (namespace == null ? resources.inAnyNamespace() : resources.inNamespace(namespace))
                .list()
                .getItems();
    }

    private void show(List<String> lines) {
        var out = spec.commandLine().getOut();
        if (watch && Ansi.AUTO.enabled()) {
            out.print(CLEAR);
        }
        lines.forEach(out::println);
        if (watch && !Ansi.AUTO.enabled()) {
            out.println();
        }
        out.flush();
    }
}
