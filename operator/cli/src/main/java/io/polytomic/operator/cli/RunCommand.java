package io.polytomic.operator.cli;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.MissingCRDException;
import io.javaoperatorsdk.operator.OperatorException;
import io.polytomic.operator.cli.operator.HealthServer;
import io.polytomic.operator.cli.operator.LogFormat;
import io.polytomic.operator.cli.operator.OperatorMetrics;
import io.polytomic.operator.cli.operator.OperatorProcess;
import io.polytomic.operator.cli.operator.OperatorSettings;
import io.polytomic.operator.cli.operator.WebhookServer;
import io.polytomic.operator.client.http.AllowedHosts;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The operator itself, against the cluster of KUBECONFIG or the one it runs in. */
@Command(
        name = "run",
        description = {
            "Run the operator against the cluster of KUBECONFIG, or the one it runs in, until it is told to end.",
            "",
            "Example: KUBECONFIG=~/.kube/config polytomic-operator run --namespaces data --leader-elect",
            "Environment: KUBECONFIG, LOG_LEVEL (default INFO).",
            "Exit code: 0 it was told to end, 1 it could not start, or does not lead any more."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Option(
            names = "--namespaces",
            split = ",",
            paramLabel = "NAMESPACE",
            description = "Watch only these namespaces. Default: all.")
    private List<String> namespaces = List.of();

    @Option(
            names = "--leader-elect",
            description = "Act only while holding the lease polytomic-operator in the operator's own namespace.")
    private boolean leaderElect;

    @Option(
            names = "--threads",
            defaultValue = "10",
            description = "Objects of one priority looked at side by side, 1 to 50. Default: 10.")
    private int threads;

    @Option(
            names = "--allowed-hosts",
            split = ",",
            paramLabel = "HOST",
            description = "Hosts that spec.url may name; *.example.com stands for every host below. *.svc includes"
                    + " *.svc.cluster.local. Default: app.polytomic.com, loopback and *.svc.")
    private List<String> allowedHosts;

    @Option(
            names = "--http-port",
            defaultValue = "8080",
            description = "Port of /livez, /readyz and /metrics. Default: 8080.")
    private int httpPort;

    @Option(
            names = "--webhook-port",
            paramLabel = "PORT",
            description = "Take deliveries of organizations' webhooks (spec.webhook) on this port, at"
                    + " /webhook/<namespace>/<organization>. Default: none are taken.")
    private Integer webhookPort;

    @Option(
            names = "--object-metrics",
            description = "Show freshness, drift and last execution of every single sync in /metrics.")
    private boolean objectMetrics;

    @Option(
            names = "--log-format",
            defaultValue = "text",
            description = "text, or json: one object a line with kind, namespace and name. Default: text.")
    private LogFormat logFormat;

    /** A lease call that takes longer costs the leadership, see Leadership: it never lets two lead. */
    private static final int REQUEST_TIMEOUT_MILLIS = 10_000;

    private static final int REQUEST_RETRIES = 3;
    private static final int MAX_PORT = 65_535;

    @Override
    public Integer call() throws InterruptedException {
        requireSoundOptions();
        logFormat.use();
        WebhookServer.limitSlowRequests();
        Cluster.requireReachable();
        var config = Config.autoConfigure(null);
        config.setRequestTimeout(REQUEST_TIMEOUT_MILLIS);
        config.setRequestRetryBackoffLimit(REQUEST_RETRIES);
        var metrics = new OperatorMetrics();
        var process = new OperatorProcess(
                new OperatorSettings(
                        config,
                        new LinkedHashSet<>(namespaces),
                        leaderElect ? leaseNamespace(config) : null,
                        threads,
                        allowedHosts == null ? AllowedHosts.DEFAULT : AllowedHosts.of(allowedHosts),
                        true,
                        webhookPort != null),
                metrics.framework(),
                metrics.calls(),
                metrics.passes());
        metrics.observe(process.fleet(), objectMetrics);
        try (var ending = new Ending(process::close)) {
            process.whenLost(() -> {
                LOG.error("leadership is lost; the process ends and starts as a standby");
                ending.end(1);
            });
            return serve(process, metrics, ending);
        }
    }

    private void requireSoundOptions() {
        Require.within("--threads", threads, 1, 50);
        Require.within("--http-port", httpPort, 0, MAX_PORT);
        Require.within("--webhook-port", webhookPort == null ? 0 : webhookPort, 0, MAX_PORT);
        Require.namespaces("--namespaces", namespaces);
        Require.hosts("--allowed-hosts", allowedHosts == null ? List.of() : allowedHosts);
    }

    private int serve(OperatorProcess process, OperatorMetrics metrics, Ending ending) throws InterruptedException {
        try (var health = new HealthServer(httpPort, process::isReady, metrics::scrape);
                var webhook = webhookPort == null
                        ? null
                        : new WebhookServer(new InetSocketAddress(webhookPort), process.webhooks())) {
            start(process);
            LOG.info("started; health and metrics on port {}", health.port());
            if (webhook != null) {
                LOG.info("deliveries of webhooks are taken on port {}", webhook.port());
            }
            return ending.await();
        }
    }

    private static void start(OperatorProcess process) {
        try {
            process.start();
        } catch (OperatorException e) {
            throw new IllegalStateException("The operator cannot start: " + reason(e), e);
        }
    }

    /** The framework says what failed only in its innermost cause. */
    private static String reason(Throwable e) {
        if (e instanceof MissingCRDException missing) {
            return "the cluster has no CRD %s; kubectl apply --server-side -f crds/ installs it."
                    .formatted(missing.getCrdName());
        }
        if (e instanceof KubernetesClientException refused && refused.getStatus() != null) {
            return "the cluster answered: " + refused.getStatus().getMessage();
        }
        return e.getCause() == null || e.getCause() == e
                ? String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                : reason(e.getCause());
    }

    private static String leaseNamespace(Config config) {
        var namespace = config.getNamespace();
        if (namespace == null || namespace.isBlank()) {
            throw new IllegalArgumentException(
                    "--leader-elect: the operator's own namespace is not known; run it in a cluster or set a namespace in the"
                            + " kubeconfig context.");
        }
        return namespace;
    }
}
