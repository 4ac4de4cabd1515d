package io.polytomic.operator.controller.watch;

import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.wire.ModelSyncRecord;
import io.polytomic.operator.core.outcome.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The model syncs of an organization, and which of the watched ones a whole reading of the list lacked. */
public final class ModelList {
    /** A deletion is seen only in a list that was read to its end. */
    private static final Duration WHOLE_LIST_EVERY = Duration.ofMinutes(10);

    private static final Duration REFRESH_EVERY = Duration.ofSeconds(5);

    private final SyncList<ModelSyncRecord, ModelSighting> list;
    private final Supplier<Collection<ModelSync>> objects;
    private final Clock clock;
    private volatile Set<String> missing = Set.of();
    private volatile WatchHealth absences = WatchHealth.GOOD;
    private Set<String> unlisted = Set.of();
    private Instant wholeAt;
    private Instant refreshedAt;

    /** @param objects the ModelSyncs of the organization */
    ModelList(String organizationId, Supplier<Collection<ModelSync>> objects, Clock clock) {
        this.list = SyncList.ofModelSyncs(organizationId);
        this.objects = objects;
        this.clock = clock;
    }

    /** The first page, and all of them when that is due. */
    synchronized void read(PolytomicApi with) {
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
        conclude(ids);
        wholeAt = clock.instant();
        list.markRead();
    }

    /** Nobody's are dropped when two readings lack them: one that is deleted between two pages hides another. */
    private void conclude(Set<String> ids) {
        var absent = objects.get().stream()
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

    /** Whether something can be concluded from the last whole reading. */
    WatchHealth health() {
        return absences;
    }

    boolean isRead() {
        return list.isRead();
    }

    /** True when the last whole reading lacked it, so that somebody should ask for it by its id. */
    boolean isMissing(String syncId) {
        return missing.contains(syncId);
    }

    /**
     * Reads the list when it was never read, so that a name can be looked up.
     *
     * @throws ApiException when it cannot be had
     */
    public synchronized void ensureRead(PolytomicApi with) {
        if (!list.isRead()) {
            read(with);
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
    public ModelSighting get(String syncId) {
        return list.get(syncId);
    }

    /** The record was read by itself: it exists, whatever the list said. */
    public synchronized void present(ModelSighting seen) {
        list.put(seen);
        missing = missing.stream().filter(id -> !id.equals(seen.id())).collect(Collectors.toUnmodifiableSet());
    }

    /** The API says that it is gone. */
    public synchronized void absent(String syncId) {
        list.remove(syncId);
    }
}
