package io.polytomic.operator.controller.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ticks the watchers of all organizations, each in its own rhythm, on a few threads of its own. */
public final class WatchScheduler implements AutoCloseable {
    private static final int THREADS = 4;

    /** However many ask for a tick: each costs three calls of the organization's budget. */
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);

    private record Ticking(Pulse poll, Future<?> running) {
        void stop() {
            poll.stop();
            running.cancel(false);
        }
    }

    private final Map<ResourceID, Ticking> byOrganization = new ConcurrentHashMap<>();
    private final ScheduledExecutorService threads;

    public WatchScheduler() {
        var pool = new ScheduledThreadPoolExecutor(THREADS, task -> {
            var thread = new Thread(task, "organization-watch");
            thread.setDaemon(true);
            return thread;
        });
        pool.setRemoveOnCancelPolicy(true);
        this.threads = pool;
    }

    /** Starts ticking at once; an earlier watcher of the same organization stops. */
    public void start(ResourceID organization, OrganizationWatch watch, Duration poll, Duration running) {
        stop(organization);
        byOrganization.put(
                organization,
                new Ticking(
                        Pulse.start(about(organization, watch::tick), poll, AT_MOST_EVERY, threads),
                        threads.scheduleWithFixedDelay(
                                about(organization, watch::runningTick),
                                running.toMillis(),
                                running.toMillis(),
                                TimeUnit.MILLISECONDS)));
    }

    /** Somebody heard that something moved there: the next tick comes at once, at most one a second. */
    public void soon(ResourceID organization) {
        var ticking = byOrganization.get(organization);
        if (ticking != null) {
            ticking.poll().soon();
        }
    }

    private static Runnable about(ResourceID organization, Runnable tick) {
        var kind = HasMetadata.getKind(PolytomicOrganization.class);
        return () -> About.object(kind, organization.getNamespace().orElse(""), organization.getName(), () -> {
            tick.run();
            return null;
        });
    }

    public void stop(ResourceID organization) {
        var ticking = byOrganization.remove(organization);
        if (ticking != null) {
            ticking.stop();
        }
    }

    /** Stops all ticking and the threads. */
    @Override
    public void close() {
        byOrganization.values().forEach(Ticking::stop);
        threads.shutdownNow();
    }
}
