package io.polytomic.operator.controller.watch;

import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.api.v1alpha1.ModelSyncStatus;
import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.client.wire.EventRecord;
import io.polytomic.operator.client.wire.ModelSyncRecord;
import io.polytomic.operator.client.wire.ModelSyncStatusRecord;
import io.polytomic.operator.controller.translate.RemoteText;
import io.polytomic.operator.core.outcome.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
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
    /** A deletion is seen only in a list that was read to its end. */
    static final Duration WHOLE_LIST_EVERY = Duration.ofMinutes(10);

    /** Running model syncs asked for in one running poll. */
    static final int RUNNING_AT_ONCE = 5;

    /** Counts of a running execution are told once in this time. */
    private static final Duration COUNTS_EVERY = Duration.ofMinutes(1);

    private static final Duration REFRESH_EVERY = Duration.ofSeconds(5);
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

    private final SyncList<ModelSyncRecord, ModelSighting> list;
    private final Map<String, Looked> looked = new ConcurrentHashMap<>();
    private final Map<String, EventRecord> newest = new ConcurrentHashMap<>();
    private final Map<String, Recent> recent = new ConcurrentHashMap<>();
    private volatile Set<String> missing = Set.of();
    private volatile WatchHealth health = WatchHealth.GOOD;
    private volatile WatchHealth absences = WatchHealth.GOOD;
    private volatile Set<String> swept = Set.of();
    private Instant sweptAt;
    private Set<String> unlisted = Set.of();
    private Instant wholeAt;
    private Instant refreshedAt;
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
        this.list = SyncList.ofModelSyncs(organizationId);
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
            read(api, objects);
            sweep(objects);
            health = absences;
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

    private synchronized void read(PolytomicApi with, Collection<ModelSync> objects) {
        boolean wholly = wholeAt == null || !wholeAt.plus(WHOLE_LIST_EVERY).isAfter(clock.instant());
        var reading = wholly ? list.readWhole(with) : list.refresh(with);
        refreshedAt = clock.instant();
        if (!reading.whole()) {
            return;
        }
        var ids = new HashSet<>(reading.ids());
        if (reading.pages() > 1) {
            ids.addAll(list.refresh(with).ids()); // what was changed meanwhile has moved to the front
        }
        conclude(ids, objects);
        wholeAt = clock.instant();
        list.markRead();
    }

    /** Nobody's are dropped when two readings lack them: one that is deleted between two pages hides another. */
    private void conclude(Set<String> ids, Collection<ModelSync> objects) {
        var absent = objects.stream()
                .filter(o -> o.getStatus() != null
                        && o.getStatus().syncId() != null
                        && !ModelMoves.saysMissing(o.getStatus()))
                .map(o -> o.getStatus().syncId())
                .filter(id -> !ids.contains(id))
                .collect(Collectors.toSet());
        if (absent.size() > OrganizationWatch.ABSENT_LIMIT) {
            absences = new WatchHealth(
                    Reason.API_UNAVAILABLE,
                    "More than " + OrganizationWatch.ABSENT_LIMIT
                            + " watched model syncs are missing from one answer of"
                            + " the API; nothing is concluded from it.");
            return;
        }
        absences = WatchHealth.GOOD;
        missing = absent;
        var gone = new HashSet<>(list.all().keySet());
        gone.removeAll(ids);
        gone.stream()
                .filter(id -> unlisted.contains(id) && !absent.contains(id))
                .forEach(list::remove);
        unlisted = gone;
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
        if (missing.contains(status.syncId()) || sighting == null) {
            return missing.contains(status.syncId());
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
        if (spec.syncId() != null) {
            return list.get(spec.syncId()) != null;
        }
        int found = named(spec.name()).size();
        return ModelMoves.says(sync.getStatus(), Reason.AMBIGUOUS_MATCH)
                ? found < 2
                : ModelMoves.says(sync.getStatus(), Reason.REMOTE_MISSING) && found > 0;
    }

    /**
     * Reads the list when it was never read, so that a name can be looked up.
     *
     * @throws ApiException when it cannot be had
     */
    public synchronized void ensureRead(PolytomicApi with) {
        if (!list.isRead()) {
            read(with, listener.models());
        }
    }

    /** Reads what changed since the last reading, unless that was a moment ago: a new sync is at the front of the list. */
    public synchronized void refresh(PolytomicApi with) {
        if (refreshedAt == null || !refreshedAt.plus(REFRESH_EVERY).isAfter(clock.instant())) {
            list.refresh(with);
            refreshedAt = clock.instant();
        }
    }

    /** Model syncs of that name, by id. */
    public List<ModelSighting> named(String name) {
        return list.all().values().stream()
                .filter(s -> name.equals(s.name()))
                .sorted(Comparator.comparing(ModelSighting::id))
                .toList();
    }

    public Collection<ModelSighting> sightings() {
        return list.all().values();
    }

    /** Null when the list does not show it. */
    public ModelSighting sighting(String syncId) {
        return list.get(syncId);
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
                || missing.contains(status.syncId())
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
        swept = without(swept, uid);
    }

    /** The record was read by itself: it exists, whatever the list said. */
    public synchronized void present(ModelSighting seen) {
        list.put(seen);
        missing = without(missing, seen.id());
    }

    /** The API says that it is gone. */
    public synchronized void absent(String syncId) {
        list.remove(syncId);
        missing = without(missing, syncId);
    }

    private static Set<String> without(Set<String> ids, String id) {
        return ids.stream().filter(each -> !each.equals(id)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the list can be read, and is one that something can be concluded from. */
    public WatchHealth health() {
        return health;
    }
}
