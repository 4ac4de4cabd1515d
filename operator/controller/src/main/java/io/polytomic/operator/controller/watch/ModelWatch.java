package io.polytomic.operator.controller.watch;

import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.api.v1alpha1.ModelSyncStatus;
import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.client.wire.EventRecord;
import io.polytomic.operator.client.wire.ModelSyncStatusRecord;
import io.polytomic.operator.controller.translate.RemoteText;
import io.polytomic.operator.core.outcome.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The eyes of one organization for its model syncs, part of {@link OrganizationWatch}. Model syncs have no batch status: a
 * tick reads the first page of their list, and the event feed that is read anyway tells which of them began or ended. Costs
 * nothing while there is no ModelSync. What it costs else stands in crds/modelsync.md.
 */
public final class ModelWatch {
    /** Running model syncs asked for in one running poll. */
    static final int RUNNING_AT_ONCE = 5;

    /** Counts of a running execution are told once in this time. */
    private static final Duration COUNTS_EVERY = Duration.ofMinutes(1);

    private static final Duration RECENT = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);

    /** What was known of an object when it was last looked at. */
    private record Looked(Instant at, String updatedAt, String eventId, String passed) {}

    private record Recent(Instant at, ModelSyncStatusRecord status) {}

    private final String organization;
    private final PolytomicApi api;
    private final WatchListener listener;
    private final Clock clock;
    private final Supplier<Instant> serverNow;
    private final ModelList list;
    private final Map<String, Looked> looked = new ConcurrentHashMap<>();
    private final Map<String, EventRecord> newest = new ConcurrentHashMap<>();
    private final Map<String, Recent> recent = new ConcurrentHashMap<>();
    private volatile WatchHealth health = WatchHealth.GOOD;
    private volatile Set<String> swept = Set.of();
    private Instant sweptAt;
    private String lastAsked = "";

    ModelWatch(
            String organization,
            String organizationId,
            PolytomicApi api,
            WatchListener listener,
            Clock clock,
            Supplier<Instant> serverNow) {
        this.organization = organization;
        this.api = api.at(Priority.POLL);
        this.listener = listener;
        this.clock = clock;
        this.serverNow = serverNow;
        this.list = new ModelList(organizationId, listener::models, clock);
    }

    /** One poll: the list, then whoever may have moved is woken. Never throws what the API caused. */
    WatchHealth tick(Collection<EventRecord> news) {
        var objects = listener.models();
        if (objects.isEmpty()) {
            return health = WatchHealth.GOOD;
        }
        var before = health;
        try {
            forgetOthers(objects);
            remember(news);
            list.read(api);
            sweep(objects);
            health = list.health();
        } catch (ApiException | ForeignOrganizationException e) {
            health = WatchHealth.after(e);
        }
        objects.stream().filter(this::moved).forEach(listener::wake);
        if (!health.equals(before)) {
            LOG.info("organization={} models={}", organization, health.isGood() ? "good" : health.message());
            listener.wakeOrganization();
        }
        return health;
    }

    private void forgetOthers(Collection<ModelSync> objects) {
        var uids = objects.stream().map(o -> o.getMetadata().getUid()).collect(Collectors.toSet());
        looked.keySet().retainAll(uids);
    }

    private void sweep(Collection<ModelSync> objects) {
        var now = clock.instant();
        swept = new ModelSweep(objects, listener.sweepInterval()).between(sweptAt == null ? now : sweptAt, now);
        sweptAt = now;
    }

    private void remember(Collection<EventRecord> news) {
        for (var event : news) {
            newest.merge(event.syncId(), event, (a, b) -> isAfter(b, a) ? b : a);
            recent.remove(event.syncId());
        }
        newest.keySet().removeIf(id -> list.isRead() && list.get(id) == null);
        recent.values().removeIf(r -> r.at().plus(RECENT).isBefore(clock.instant()));
    }

    private static boolean isAfter(EventRecord a, EventRecord b) {
        var left = RemoteText.instant(a.createdAt());
        var right = RemoteText.instant(b.createdAt());
        return right == null || left != null && left.isAfter(right);
    }

    /** Asks for those in which something runs, a few at a time and in turn. */
    void runningTick() {
        var running = listener.models().stream()
                .filter(o -> o.getStatus() != null && ModelMoves.isRunning(o.getStatus()))
                .collect(Collectors.groupingBy(o -> o.getStatus().syncId()));
        for (var id : inTurn(running.keySet())) {
            try {
                var status = api.at(Priority.RUN).getModelSyncStatus(id);
                recent.put(id, new Recent(clock.instant(), status));
                running.get(id).stream().filter(this::moved).forEach(listener::wake);
            } catch (ApiException e) {
                LOG.debug("organization={} running poll of model syncs: {}", organization, e.getMessage());
            }
            lastAsked = id;
        }
    }

    private List<String> inTurn(Set<String> ids) {
        var sorted = ids.stream().sorted().toList();
        var behind = sorted.stream().filter(id -> id.compareTo(lastAsked) > 0).toList();
        var from = behind.size() >= RUNNING_AT_ONCE || behind.size() == sorted.size()
                ? behind
                : Stream.concat(behind.stream(), sorted.stream()).distinct().toList();
        return from.stream().limit(RUNNING_AT_ONCE).toList();
    }

    /** True when the model sync of this object may differ from what was last looked at, or from what status says. */
    public boolean moved(ModelSync sync) {
        var status = sync.getStatus();
        if (status == null || !list.isRead()) {
            return false;
        }
        if (health.reason() == Reason.ACCESS_DENIED) {
            return !ModelMoves.says(status, Reason.ACCESS_DENIED);
        }
        if (status.syncId() == null || ModelMoves.saysMissing(status)) {
            return isFoundNow(sync);
        }
        var sighting = list.get(status.syncId());
        if (list.isMissing(status.syncId()) || sighting == null) {
            return list.isMissing(status.syncId());
        }
        var uid = sync.getMetadata().getUid();
        var last = looked.get(uid);
        var known = last == null ? status.remoteUpdatedAt() : last.updatedAt();
        return swept.contains(uid)
                || !Fingerprint.sameInstant(known, sighting.updatedAt())
                || isNews(status, last)
                || isPast(status.nextExecutionTime())
                        && (last == null || !status.nextExecutionTime().equals(last.passed()))
                || progressed(status, last);
    }

    private boolean isNews(ModelSyncStatus status, Looked last) {
        var event = newest.get(status.syncId());
        return event != null
                && !(last != null && event.id().equals(last.eventId()))
                && !ModelMoves.isTold(status, event);
    }

    private boolean progressed(ModelSyncStatus status, Looked last) {
        var now = recentStatus(status.syncId());
        return now != null
                && (ModelMoves.differs(status, now)
                        || ModelMoves.countsDiffer(status, now)
                                && (last == null
                                        || !last.at().plus(COUNTS_EVERY).isAfter(clock.instant())));
    }

    private boolean isPast(String time) {
        var at = RemoteText.instant(time);
        return at != null && at.isBefore(serverNow.get());
    }

    /** An object that found nothing, or several, looks again when the list has what it looks for. */
    private boolean isFoundNow(ModelSync sync) {
        var spec = sync.getSpec();
        int found = spec.name() != null ? list.named(spec.name()).size() : list.get(spec.syncId()) == null ? 0 : 1;
        return ModelMoves.says(sync.getStatus(), Reason.AMBIGUOUS_MATCH)
                ? found < 2
                : ModelMoves.saysMissing(sync.getStatus()) && found > 0;
    }

    /** The model syncs of the organization. */
    public ModelList list() {
        return list;
    }

    /** What a running poll read a moment ago, null when it read nothing. */
    public ModelSyncStatusRecord recentStatus(String syncId) {
        var known = recent.get(syncId);
        return known == null || known.at().plus(RECENT).isBefore(clock.instant()) ? null : known.status();
    }

    /** The record is to be read again, not only its run state. */
    public boolean needsRecord(ModelSync sync) {
        var status = sync.getStatus();
        var sighting = status == null || status.syncId() == null ? null : list.get(status.syncId());
        return sighting == null
                || swept.contains(sync.getMetadata().getUid())
                || list.isMissing(status.syncId())
                || !Fingerprint.sameInstant(status.remoteUpdatedAt(), sighting.updatedAt());
    }

    /** Id of the newest event about it, null when there is none; to be asked before it is read. */
    public String newestEvent(String syncId) {
        var event = newest.get(syncId);
        return event == null ? null : event.id();
    }

    /**
     * The object was looked at; until something moves again it need not be.
     *
     * @param eventId the newest event before it was read
     */
    public void looked(String uid, ModelSighting seen, String eventId, String nextExecutionTime) {
        looked.put(
                uid,
                new Looked(
                        clock.instant(),
                        seen.updatedAt(),
                        eventId,
                        isPast(nextExecutionTime) ? nextExecutionTime : null));
        swept = swept.stream().filter(each -> !each.equals(uid)).collect(Collectors.toUnmodifiableSet());
    }

    /** What the last look found did not get into the status: it is to be looked at again, though nothing moved since. */
    public void notTold(String uid) {
        looked.remove(uid);
    }

    /** Whether the list can be read, and is one that something can be concluded from. */
    public WatchHealth health() {
        return health;
    }
}
