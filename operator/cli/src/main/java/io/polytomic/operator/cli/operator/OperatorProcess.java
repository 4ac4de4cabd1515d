package io.polytomic.operator.cli.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.client.http.CallListener;
import io.polytomic.operator.controller.engine.OrganizationEngine;
import io.polytomic.operator.controller.engine.RunEngine;
import io.polytomic.operator.controller.engine.SyncCleanup;
import io.polytomic.operator.controller.engine.SyncEngine;
import io.polytomic.operator.controller.engine.WebhookSecrets;
import io.polytomic.operator.controller.reconcile.BulkSyncReconciler;
import io.polytomic.operator.controller.reconcile.BulkSyncRunReconciler;
import io.polytomic.operator.controller.reconcile.Changed;
import io.polytomic.operator.controller.reconcile.Guard;
import io.polytomic.operator.controller.reconcile.Neighbourhood;
import io.polytomic.operator.controller.reconcile.ObjectCache;
import io.polytomic.operator.controller.reconcile.PassListener;
import io.polytomic.operator.controller.reconcile.PolytomicOrganizationReconciler;
import io.polytomic.operator.controller.status.Events;
import io.polytomic.operator.controller.watch.Organizations;
import io.polytomic.operator.controller.watch.Wakeups;
import io.polytomic.operator.controller.watch.WatchScheduler;
import io.polytomic.operator.controller.watch.Webhooks;
import java.time.Clock;
import java.time.Duration;

/** Everything the operator is made of, built by hand; started and stopped as one. */
public final class OperatorProcess implements AutoCloseable {
    private static final int RETRY_INITIAL_MILLIS = 2_000;
    private static final int RETRY_MAX_MILLIS = 300_000;
    private static final String LEASE = "polytomic-operator";

    private final KubernetesClient client;
    private final boolean checksCrds;
    private final Operator operator;
    private final Guard guard;
    private final Fleet fleet;
    private final WatchScheduler scheduler = new WatchScheduler();
    private final Webhooks webhooks = new Webhooks(scheduler);

    public OperatorProcess(OperatorSettings settings, Metrics metrics, CallListener calls) {
        this(settings, metrics, calls, PassListener.NONE);
    }

    public OperatorProcess(OperatorSettings settings, Metrics metrics, CallListener calls, PassListener passes) {
        var clock = Clock.systemUTC();
        this.guard = new Guard(passes);
        this.client = KubernetesClients.open(settings.kubernetes());
        this.checksCrds = settings.checksCrds();
        this.operator = framework(client, settings, metrics);
        var organizationCache = new ObjectCache<PolytomicOrganization>();
        var syncCache = new ObjectCache<BulkSync>();
        var runCache = new ObjectCache<BulkSyncRun>();
        var wakeOrganization = new Wakeups<PolytomicOrganization>("wake-organization");
        var wakeSync = new Wakeups<BulkSync>("wake-sync");
        var wakeRun = new Wakeups<BulkSyncRun>("wake-run");
        var neighbourhood =
                new Neighbourhood(client, organizationCache, syncCache, runCache, wakeOrganization, wakeSync, wakeRun);
        var organizations = new Organizations();
        this.fleet = new Fleet(organizationCache::all, syncCache::all, runCache::all, organizations, clock);
        var events = new Events(client, clock);
        var secrets = new KubernetesSecrets(client);
        var organizationEngine = new OrganizationEngine(
                organizations,
                secrets,
                new WebhookSecrets(webhooks, secrets, settings.takesWebhooks()),
                new SharedApiOpener(calls),
                settings.allowedHosts(),
                scheduler,
                neighbourhood::listener,
                clock);
        var syncEngine = new SyncEngine(organizations, syncCache::all, clock);
        var runEngine = new RunEngine(syncEngine, neighbourhood, clock);
        operator.register(
                new PolytomicOrganizationReconciler(
                        guard, organizationEngine, neighbourhood, organizationCache, wakeOrganization),
                o -> configure(o, settings));
        var syncCleanup = new SyncCleanup(syncEngine, clock);
        operator.register(
                new BulkSyncReconciler(guard, syncEngine, syncCleanup, neighbourhood, events, syncCache, wakeSync),
                o -> configure(o, settings));
        operator.register(
                new BulkSyncRunReconciler(guard, runEngine, neighbourhood, events, runCache, wakeRun),
                o -> configure(o, settings));
    }

    private static Operator framework(KubernetesClient client, OperatorSettings settings, Metrics metrics) {
        return new Operator(o -> {
            o.withKubernetesClient(client)
                    .withConcurrentReconciliationThreads(settings.threads())
                    .withCloseClientOnStop(false)
                    .withMetrics(metrics);
            if (settings.leaseNamespace() != null) {
                o.withLeaderElectionConfiguration(new LeaderElectionConfiguration(LEASE, settings.leaseNamespace()));
            }
        });
    }

    private static <P extends HasMetadata> void configure(
            ControllerConfigurationOverrider<P> o, OperatorSettings settings) {
        if (settings.namespaces().isEmpty()) {
            o.watchingAllNamespaces();
        } else {
            o.settingNamespaces(settings.namespaces());
        }
        o.withGenerationAware(false)
                .withOnUpdateFilter(new Changed<>())
                .withFinalizer("sync.polytomic.com/finalizer")
                .withFieldManager("polytomic-operator")
                .withReconciliationMaxInterval(Duration.ofMinutes(30))
                .withRetry(new GenericRetry()
                        .setInitialInterval(RETRY_INITIAL_MILLIS)
                        .setIntervalMultiplier(2)
                        .setMaxInterval(RETRY_MAX_MILLIS)
                        .withoutMaxAttempts());
    }

    /** Returns when the caches are read, or when leadership was asked for; throws before anything else if the CRDs do not fit. */
    public void start() {
        if (checksCrds) {
            new CrdCheck(client).require();
        }
        try {
            operator.start();
        } catch (OperatorException e) {
            throw new IllegalStateException(
                    "The operator could not be started: " + rootOf(e).getMessage(), e);
        }
        guard.open();
    }

    /** The framework's own words are only that it failed. */
    private static Throwable rootOf(Throwable thrown) {
        var root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** The objects as this operator knows them. */
    public Fleet fleet() {
        return fleet;
    }

    /** Where deliveries of webhooks go. */
    public Webhooks webhooks() {
        return webhooks;
    }

    /** True when every informer is healthy. */
    public boolean isReady() {
        return operator.getRuntimeInfo().isStarted()
                && operator.getRuntimeInfo().allEventSourcesAreHealthy();
    }

    /** For a caller that goes on living; a process that ends uses {@link #abandon()}. */
    @Override
    public void close() {
        scheduler.close();
        operator.stop();
        client.close();
    }

    /** From a shutdown hook: takes nothing new in and closes the client. Never stops the framework, which would deadlock. */
    public void abandon() {
        scheduler.close();
        client.close();
    }
}
