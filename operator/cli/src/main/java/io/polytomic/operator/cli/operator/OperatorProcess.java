package io.polytomic.operator.cli.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.client.http.CallListener;
import io.polytomic.operator.controller.engine.Lanes;
import io.polytomic.operator.controller.engine.ModelEngine;
import io.polytomic.operator.controller.engine.OrganizationEngine;
import io.polytomic.operator.controller.engine.RunEngine;
import io.polytomic.operator.controller.engine.SyncCleanup;
import io.polytomic.operator.controller.engine.SyncEngine;
import io.polytomic.operator.controller.engine.WebhookSecrets;
import io.polytomic.operator.controller.reconcile.BulkSyncReconciler;
import io.polytomic.operator.controller.reconcile.BulkSyncRunReconciler;
import io.polytomic.operator.controller.reconcile.Caches;
import io.polytomic.operator.controller.reconcile.Changed;
import io.polytomic.operator.controller.reconcile.Guard;
import io.polytomic.operator.controller.reconcile.ModelNeighbourhood;
import io.polytomic.operator.controller.reconcile.ModelSyncReconciler;
import io.polytomic.operator.controller.reconcile.Neighbourhood;
import io.polytomic.operator.controller.reconcile.PassListener;
import io.polytomic.operator.controller.reconcile.PolytomicOrganizationReconciler;
import io.polytomic.operator.controller.status.Events;
import io.polytomic.operator.controller.watch.Organizations;
import io.polytomic.operator.controller.watch.Wakeups;
import io.polytomic.operator.controller.watch.WatchScheduler;
import io.polytomic.operator.controller.watch.Webhooks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Everything the operator is made of, built by hand; started and stopped as one. */
public final class OperatorProcess implements AutoCloseable {
    private static final int RETRY_INITIAL_MILLIS = 2_000;
    private static final int RETRY_MAX_MILLIS = 300_000;
    /** Watched in each namespace. */
    private static final int KINDS = 4;
    /** Requests of the lease, of events, of what is read at the start: no pass makes them wait. */
    private static final int BESIDE_THE_PASSES = 8;
    /** They are only read. */
    private static final int MODELS_AT_A_TIME = 2;
    /** Those that a ModelSync ever goes through. */
    private static final int MODEL_LANES = 3;

    /** Of a first list: ten thousand objects in one answer would need more memory than they do afterwards. */
    private static final long OBJECTS_A_PAGE = 250;

    /** For passes under way to end by themselves; with a lease somebody else waits for it. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration GRACE_WITH_LEASE = Duration.ofMillis(700);

    private final KubernetesClient client;
    private final boolean checksCrds;
    private final Operator operator;
    private final Guard guard;
    private final Fleet fleet;
    private final Events events;
    private volatile Runnable whenLost = () -> {};
    private final WatchScheduler scheduler = new WatchScheduler();
    private final Webhooks webhooks = new Webhooks(scheduler);

    public OperatorProcess(OperatorSettings settings, Metrics metrics, CallListener calls) {
        this(settings, metrics, calls, PassListener.NONE);
    }

    public OperatorProcess(OperatorSettings settings, Metrics metrics, CallListener calls, PassListener passes) {
        var clock = Clock.systemUTC();
        this.client = KubernetesClients.open(
                settings.kubernetes(),
                threads(settings) + KINDS * Math.max(1, settings.namespaces().size()) + BESIDE_THE_PASSES);
        var leadership = settings.leaseNamespace() == null
                ? null
                : new Leadership(client, settings.leaseNamespace(), clock, System::nanoTime);
        this.guard = new Guard(() -> leadership == null || leadership.isHeld(), passes);
        this.checksCrds = settings.checksCrds();
        this.operator = framework(settings, metrics, leadership);
        var caches = Caches.empty();
        var wakeOrganization = new Wakeups<PolytomicOrganization>("wake-organization");
        var wakeSync = new Wakeups<BulkSync>("wake-sync");
        var wakeRun = new Wakeups<BulkSyncRun>("wake-run");
        var wakeModel = new Wakeups<ModelSync>("wake-model");
        var neighbourhood = new Neighbourhood(
                client, caches, wakeOrganization, wakeSync, wakeRun, new ModelNeighbourhood(caches, wakeModel));
        var organizations = new Organizations();
        var syncLanes = new Lanes(settings.threads(), wakeSync::wake);
        var runLanes = new Lanes(settings.threads(), wakeRun::wake);
        var modelLanes = new Lanes(MODELS_AT_A_TIME, wakeModel::wake);
        this.fleet = new Fleet(
                caches.organizations()::all,
                caches.syncs()::all,
                caches.runs()::all,
                caches.models()::all,
                () -> List.of(syncLanes.waiting(), runLanes.waiting(), modelLanes.waiting()),
                organizations,
                clock);
        this.events = new Events(client, clock);
        var secrets = new KubernetesSecrets(client);
        var syncEngine = new SyncEngine(organizations, caches.indexedSyncs(), syncLanes, clock);
        var organizationEngine = new OrganizationEngine(
                organizations,
                secrets,
                new WebhookSecrets(webhooks, secrets, settings.takesWebhooks()),
                new SharedApiOpener(calls),
                settings.allowedHosts(),
                scheduler,
                neighbourhood::listener,
                syncEngine::sweepLate,
                clock);
        var runEngine = new RunEngine(syncEngine, neighbourhood, runLanes, clock);
        operator.register(
                new PolytomicOrganizationReconciler(
                        guard, organizationEngine, neighbourhood, caches.organizations(), wakeOrganization),
                o -> configure(o, settings));
        var syncCleanup = new SyncCleanup(syncEngine, clock);
        operator.register(
                new BulkSyncReconciler(guard, syncEngine, syncCleanup, neighbourhood, events, caches.syncs(), wakeSync),
                o -> configure(o, settings));
        operator.register(
                new BulkSyncRunReconciler(guard, runEngine, neighbourhood, events, caches.runs(), wakeRun),
                o -> configure(o, settings));
        operator.register(
                new ModelSyncReconciler(
                        guard, new ModelEngine(organizations, modelLanes, clock), events, caches.models(), wakeModel),
                o -> configure(o, settings));
    }

    private static int threads(OperatorSettings settings) {
        return Lanes.threadsFor(settings.threads()) + MODEL_LANES * MODELS_AT_A_TIME;
    }

    private Operator framework(OperatorSettings settings, Metrics metrics, Leadership leadership) {
        return new Operator(o -> {
            o.withKubernetesClient(client)
                    .withResourceCloner(new RecordCloner(client.getKubernetesSerialization()))
                    .withExecutorService(Threads.of("pass", threads(settings)))
                    .withCloseClientOnStop(false)
                    .withMetrics(metrics);
            if (leadership == null) {
                o.withReconciliationTerminationTimeout(GRACE);
            } else {
                o.withReconciliationTerminationTimeout(GRACE_WITH_LEASE)
                        .withLeaderElectionConfiguration(leadership.configuration(this::lost));
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
                .withInformerListLimit(OBJECTS_A_PAGE)
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

    /** Another replica leads, or may: nothing is done any more, and whoever started this process is told. */
    private void lost() {
        guard.close();
        scheduler.close();
        whenLost.run();
    }

    /** @param then called when this process led and does not any more; there is no way back but a new process */
    public void whenLost(Runnable then) {
        whenLost = then;
    }

    /** Begins nothing new, lets what is under way end, and gives the lease back, so that the next one need not wait for it. */
    @Override
    public void close() {
        whenLost = () -> {};
        guard.close();
        scheduler.close();
        operator.stop();
        events.close();
        client.close();
    }
}
