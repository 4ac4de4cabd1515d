package io.polytomic.operator.controller.watch;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.client.wire.BatchStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the syncs of one organization in which something runs: one call for each fifty of them, none when nothing runs. */
final class RunningPoll {
    private static final int BATCH = 50;
    private static final Logger LOG = LoggerFactory.getLogger(RunningPoll.class);

    private final String organization;
    private final PolytomicApi api;
    private final WatchListener listener;
    private final Consumer<BatchStatus> seen;
    private final Predicate<BulkSync> moved;
    private final Map<String, String> progress = new HashMap<>();

    /**
     * @param organization namespace/name, for logs
     * @param seen takes every status that was read
     * @param moved whether an object is to be looked at, asked after {@code seen} has taken the status of its sync
     */
    RunningPoll(
            String organization,
            PolytomicApi api,
            WatchListener listener,
            Consumer<BatchStatus> seen,
            Predicate<BulkSync> moved) {
        this.organization = organization;
        this.api = api;
        this.listener = listener;
        this.seen = seen;
        this.moved = moved;
    }

    /** Wakes the objects and the runs of those whose progress moved. */
    void look() {
        var objects = listener.running().stream()
                .collect(Collectors.groupingBy(sync -> sync.getStatus().syncId()));
        var running = List.copyOf(objects.keySet());
        progress.keySet().retainAll(objects.keySet());
        var progressed = new HashSet<String>();
        for (int i = 0; i < running.size(); i += BATCH) {
            ask(running.subList(i, Math.min(i + BATCH, running.size())))
                    .forEach(status -> take(status, objects, progressed));
        }
        listener.wakeRuns(progressed);
    }

    private Collection<BatchStatus> ask(List<String> ids) {
        try {
            return api.at(Priority.RUN).batchStatus(ids);
        } catch (ApiException.Missing oneIdIsUnknown) {
            return askForAll(Set.copyOf(ids));
        } catch (ApiException e) {
            LOG.debug("organization={} running poll: {}", organization, e.getMessage());
            return List.of();
        }
    }

    private Collection<BatchStatus> askForAll(Set<String> ids) {
        var found = new ArrayList<BatchStatus>();
        try {
            api.batchStatusAll(status -> {
                if (ids.contains(status.syncId())) {
                    found.add(status);
                }
            });
        } catch (ApiException e) {
            LOG.debug("organization={} running poll: {}", organization, e.getMessage());
        }
        return found;
    }

    private void take(BatchStatus status, Map<String, List<BulkSync>> objects, Set<String> progressed) {
        seen.accept(status);
        var now = Fingerprint.withCounts(status);
        if (!now.equals(progress.put(status.syncId(), now))) {
            progressed.add(status.syncId());
        }
        objects.getOrDefault(status.syncId(), List.of()).stream().filter(moved).forEach(listener::wake);
    }
}
