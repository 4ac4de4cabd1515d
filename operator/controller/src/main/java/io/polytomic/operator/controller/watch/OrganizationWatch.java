package io.polytomic.operator.controller.watch;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.client.wire.BatchStatus;
import io.polytomic.operator.client.wire.BulkSyncRecord;
import io.polytomic.operator.client.wire.EventRecord;
import io.polytomic.operator.client.wire.Identity;
import io.polytomic.operator.core.outcome.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The eyes of one organization. {@link #tick} costs three calls whatever the number of objects; {@link #runningTick} one
 * call for each fifty running syncs ({@link RunningPoll}), none when nothing runs. What model syncs add is told by
 * {@link ModelWatch}. Both never throw. Not to be called concurrently with themselves; everything else is safe for threads.
 */
public final class OrganizationWatch {
    /** More bound syncs absent than this in one tick: nothing is concluded, the organization says so. */
    public static final int ABSENT_LIMIT = 10;

    /** How long objects that come together share one complete listing. */
    private static final Duration SHARED_FOR = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(OrganizationWatch.class);

    private final String organization;
    private final PolytomicApi api;
    private final WatchListener listener;
    private final Clock clock;
    private final SyncList<BulkSyncRecord, Sighting> list;
    private final ModelWatch models;
    private final EventFeed events = new EventFeed();
    private final SeenStatuses statuses = new SeenStatuses();
    private final RunningPoll running;
    private volatile Set<String> present = ConcurrentHashMap.newKeySet();
    private volatile Instant completeSince = Instant.MIN;
    private volatile WatchHealth health = WatchHealth.GOOD;
    private final Instant since;
    private volatile Instant lastTick;
    private volatile Duration serverAhead = Duration.ZERO;
    /** As an answer told it last; null when none did. */
    private volatile Instant serverTime;

    /**
     * @param organization namespace/name, for logs
     * @param identity whose syncs these are, and what time it is at the API
     */
    public OrganizationWatch(
            String organization, Identity identity, PolytomicApi api, WatchListener listener, Clock clock) {
        this.organization = organization;
        this.api = api.at(Priority.POLL);
        this.listener = listener;
        this.clock = clock;
        this.since = clock.instant();
        this.list = SyncList.ofBulkSyncs(identity.organizationId());
        this.models = new ModelWatch(organization, identity.organizationId(), api, listener, clock, this::serverNow);
        this.running = new RunningPoll(organization, this.api, listener, statuses::take, this::moved);
        tellTime(identity.serverTime());
    }

    /** List, batch status, events; then wakes whatever moved. */
    public void tick() {
        var before = health;
        health = look();
        if (health.isGood()) {
            lastTick = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        }
        if (!health.equals(before)) {
            LOG.info("organization={} watch={}", organization, health.isGood() ? "good" : health.message());
            listener.wakeOrganization();
        }
    }

    private WatchHealth look() {
        try {
            boolean first = !list.isRead();
            var bound = boundIds();
            statuses.retain(bound);
            var ids = readAll(api, bound);
            var news = events.read(api, serverTime);
            listener.wakeRuns(news.stream()
                    .map(EventRecord::syncId)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet()));
            if (first) {
                listener.wakeOrganization();
            }
            var absences = absences(bound, ids);
            if (absences.isGood()) {
                wakeMoved();
            }
            var ofModels = models.tick(news);
            return absences.isGood() && ofModels.concernsTheKey() ? ofModels : absences;
        } catch (ApiException | ForeignOrganizationException e) {
            return WatchHealth.after(e);
        } catch (RuntimeException e) {
            LOG.error("organization={} the watch failed", organization, e);
            return new WatchHealth(Reason.INTERNAL_ERROR, "The operator met an error of its own while polling.");
        }
    }

    /** The list and the batch status, brought in line with each other: after it every sync of the organization is known. */
    private synchronized Set<String> readAll(PolytomicApi with, Set<String> bound) {
        list.refresh(with);
        var ids = new HashSet<String>();
        var date = with.batchStatusAll(status -> {
            ids.add(status.syncId());
            if (bound.contains(status.syncId())) {
                statuses.take(status);
            }
        });
        tellTime(date);
        list.reconcile(with, ids);
        present = ConcurrentHashMap.newKeySet();
        present.addAll(ids);
        return ids;
    }

    /** @param date the time at the server as an answer told it a moment ago; null when it did not */
    public void tellTime(Instant date) {
        if (date != null) {
            serverAhead = Duration.between(clock.instant(), date);
            serverTime = date;
        }
    }

    /**
     * Every sync of the organization, as {@link #listing}, by a listing that was begun after {@code since}: objects that
     * come together share one.
     *
     * @throws ApiException when it cannot be had
     */
    public Collection<Sighting> listingSince(Instant since) {
        var known =
                sightings(); // before the question: what a tick drops meanwhile must not be missed in a valid listing
        return isCompleteSince(since) ? known : listing(since);
    }

    /**
     * Every sync of the organization as of now (design.md §2, a complete listing): what changed since the last tick is
     * read, and every id the batch status knows was listed or read by itself.
     *
     * @throws ApiException when it cannot be had
     */
    public Collection<Sighting> listing() {
        return listing(Instant.MAX);
    }

    private synchronized Collection<Sighting> listing(Instant since) {
        if (isCompleteSince(since)) { // somebody else made one while this one stood in line
            return sightings();
        }
        var began = clock.instant();
        var bound = boundIds();
        var with = api.at(Priority.POLL);
        bound.removeAll(readAll(with, bound));
        if (bound.size() > ABSENT_LIMIT || bound.stream().anyMatch(id -> exists(with, id))) {
            throw new ApiException.Unreadable(
                    "GET /api/bulk/syncs/status", "The list of syncs lacks syncs that exist; it is read again.");
        }
        if (!list.all().keySet().containsAll(present)) {
            throw new ApiException.Unreadable(
                    "GET /api/bulk/syncs", "The list of syncs is not complete yet; it is read again.");
        }
        completeSince = began;
        return sightings();
    }

    private boolean isCompleteSince(Instant since) {
        var complete = completeSince;
        var now = clock.instant();
        boolean clockWentBack = complete.isAfter(now);
        return complete.isAfter(since)
                && !clockWentBack
                && !complete.plus(SHARED_FOR).isBefore(now);
    }

    private static boolean exists(PolytomicApi api, String syncId) {
        try {
            return api.getBulkSync(syncId) != null;
        } catch (ApiException.Missing missing) {
            return !missing.saidByApi();
        }
    }

    private WatchHealth absences(Set<String> bound, Set<String> ids) {
        var absent = bound.stream().filter(id -> !ids.contains(id)).toList();
        if (absent.size() > ABSENT_LIMIT) {
            return new WatchHealth(
                    Reason.API_UNAVAILABLE,
                    "More than " + ABSENT_LIMIT + " managed syncs are missing from one answer of the API; nothing is"
                            + " concluded from it.");
        }
        dropAbsent(ids);
        return WatchHealth.GOOD;
    }

    /** One answer may be cut short: what was dropped on its word must be missed by a complete listing before it counts. */
    private synchronized void dropAbsent(Set<String> ids) {
        var gone = list.all().keySet().stream().filter(id -> !ids.contains(id)).toList();
        if (!gone.isEmpty()) {
            completeSince = Instant.MIN;
        }
        gone.forEach(list::remove);
    }

    private void wakeMoved() {
        for (var sync : listener.bound()) {
            if (moved(sync)) {
                listener.wake(sync);
            }
        }
    }

    /** Asks for the syncs in which something runs and wakes those whose progress moved. */
    public void runningTick() {
        if (!health.isGood()) {
            return;
        }
        try {
            running.look();
            models.runningTick();
        } catch (RuntimeException e) { // one that left here would be the last tick for ever
            LOG.error("organization={} the running poll failed", organization, e);
        }
    }

    /** True when the remote sync of this object may differ from what was last looked at, or from what status says. */
    public boolean moved(BulkSync sync) {
        var status = sync.getStatus();
        if (status == null || status.syncId() == null || !list.isRead()) {
            return false;
        }
        var sighting = list.get(status.syncId());
        return sighting == null || !present.contains(status.syncId())
                ? statuses.isNewlyAbsent(status.syncId())
                : statuses.moved(status, sighting.updatedAt());
    }

    /** The object was looked at in full; until something moves again it need not be. */
    public void looked(String syncId, String updatedAt, BatchStatus seen) {
        var sighting = list.get(syncId);
        if (sighting != null && updatedAt != null && !Fingerprint.sameInstant(updatedAt, sighting.updatedAt())) {
            list.put(new Sighting(
                    sighting.id(),
                    sighting.name(),
                    sighting.sourceId(),
                    sighting.destinationId(),
                    updatedAt,
                    sighting.createdById(),
                    sighting.updatedBy()));
        }
        statuses.looked(syncId, updatedAt, seen);
    }

    /** What the last look found did not get into the status: it is to be looked at again, though nothing moved since. */
    public void notTold(String syncId) {
        statuses.forgetLook(syncId);
    }

    /** The object was found to be gone; it is not looked for again until it is seen. */
    public void lookedAbsent(String syncId) {
        list.remove(syncId);
        statuses.lookedAbsent(syncId);
    }

    /** A sync this operator has just made, known before the next tick lists it. */
    public void made(Sighting sighting) {
        list.put(sighting);
        present.add(sighting.id());
    }

    /** The time at the server as its last Date told it: what the API dates is never measured with our own clock. */
    public Instant serverNow() {
        return clock.instant().plus(serverAhead);
    }

    /** The same for the model syncs of this organization. */
    public ModelWatch models() {
        return models;
    }

    public Optional<BatchStatus> batchOf(String syncId) {
        return statuses.of(syncId);
    }

    public boolean startedBySchedule(String executionId) {
        return events.startedBySchedule(executionId);
    }

    /** All syncs as last listed; empty until the first tick. */
    public Collection<Sighting> sightings() {
        return list.all().values();
    }

    public boolean isRead() {
        return list.isRead();
    }

    public WatchHealth health() {
        return health;
    }

    /** When the last tick came through, null before. */
    public Instant lastTick() {
        return lastTick;
    }

    /** How long ago the last tick came through, or since when one is waited for. */
    public Duration lag() {
        var last = lastTick;
        return Duration.between(last == null ? since : last, clock.instant());
    }

    private Set<String> boundIds() {
        var ids = new HashSet<String>();
        listener.bound().forEach(sync -> ids.add(sync.getStatus().syncId()));
        return ids;
    }
}
