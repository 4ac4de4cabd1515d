package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncSpec;
import io.polytomic.operator.controller.watch.Organizations;
import io.polytomic.operator.controller.watch.Sighting;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.sync.SyncMember;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds which remote sync an unbound object means: the one it names, the one that matches, or none yet. */
final class Binder {
    /** No cache lags as long as this: an object that it still does not show is gone, if only its finalizer was stripped. */
    private static final Duration LAG = Duration.ofMinutes(1);

    private static final Duration AFTER_OLDER = Duration.ofSeconds(15);
    private static final Comparator<BulkSync> AGE = Comparator.comparing(
                    (BulkSync s) -> s.getMetadata().getCreationTimestamp())
            .thenComparing(s -> s.getMetadata().getUid());

    private final Syncs objects;
    private final Connections connections;
    private final Map<String, Holding> claims = new ConcurrentHashMap<>();
    /** By remote sync id the object this process saw bound to it first: the cache may lag behind. */
    private final Map<String, Holding> bound = new ConcurrentHashMap<>();

    /** By name, source and destination when this process made a sync last, or may have: a listing begun earlier lacks it. */
    private final Map<String, Instant> made = new ConcurrentHashMap<>();

    private record Holding(String uid, Instant since) {}

    Binder(Syncs objects, Connections connections) {
        this.objects = objects;
        this.connections = connections;
    }

    /**
     * Takes the right to look for and create the sync of this name, source and destination; at most one object has it, so
     * two never create the same one, however the cache lags. Taken before the listing is read, given back with
     * {@link #release} when no create is open.
     */
    void claim(SyncTask task) {
        var now = task.clock.instant();
        var holder = claims.compute(
                triple(task),
                (triple, held) -> held == null || isGone(held, now) ? new Holding(task.uid(), now) : held);
        if (!holder.uid().equals(task.uid())) {
            throw Stop.waiting(
                    Reason.WAITING_FOR_OLDER,
                    "Another object with the same name, source and destination is being bound first.",
                    AFTER_OLDER);
        }
    }

    void release(String uid) {
        claims.values().removeIf(held -> held.uid().equals(uid));
    }

    /**
     * The claimed sync was made, as the manifest says or as its wish did; its watcher knows, that of another
     * PolytomicOrganization of the same organization does not.
     */
    void made(SyncTask task) {
        var now = task.clock.instant();
        var draft = task.draft;
        made(triple(task), now);
        made(triple(task, draft.sourceConnectionId, draft.destinationConnectionId, draft.syncName), now);
    }

    private void made(String triple, Instant now) {
        made.values().removeIf(at -> at.plus(LAG).isBefore(now));
        made.put(triple, now);
    }

    /** A listing must have been begun after this to be believed: the object was met, and nobody made its sync since. */
    Instant listingSince(SyncTask task) {
        var met = task.memory.seenSince();
        var last = made.get(triple(task));
        return last == null || last.isBefore(met) ? met : last;
    }

    void bound(SyncTask task) {
        if (task.draft.syncId != null) {
            bound.putIfAbsent(task.draft.syncId, new Holding(task.uid(), task.clock.instant()));
        }
    }

    private boolean isGone(Holding held, Instant now) {
        return held.since().plus(LAG).isBefore(now)
                && objects.all().stream()
                        .noneMatch(
                                object -> held.uid().equals(object.getMetadata().getUid()));
    }

    /** The object is gone; what it sent may have made its sync though nobody heard the answer. */
    void forget(String uid, Instant now) {
        claims.forEach((triple, held) -> {
            if (held.uid().equals(uid)) {
                made(triple, now);
            }
        });
        release(uid);
        bound.values().removeIf(held -> held.uid().equals(uid));
    }

    private static String triple(SyncTask task) {
        var stated = task.desired.stated();
        return triple(
                task,
                stated.text(SyncMember.SOURCE_CONNECTION),
                stated.text(SyncMember.DESTINATION_CONNECTION),
                task.name());
    }

    private static String triple(SyncTask task, String source, String destination, String name) {
        return String.join(
                "|", task.organization.organizationId(), String.valueOf(source), String.valueOf(destination), name);
    }

    /** The id to take over, empty when the sync is to be created. */
    Optional<String> find(SyncTask task, Collection<Sighting> listing) {
        if (task.spec().syncId() != null) {
            refuseWhenHeld(task, task.spec().syncId());
            return Optional.of(task.spec().syncId());
        }
        letOlderGoFirst(task);
        return match(task, listing);
    }

    /** The one that bears this name, source and destination, when this object may have it. */
    Optional<String> match(SyncTask task, Collection<Sighting> listing) {
        var stated = task.desired.stated();
        var matches = listing.stream()
                .filter(s -> s.is(
                        task.name(),
                        stated.text(SyncMember.SOURCE_CONNECTION),
                        stated.text(SyncMember.DESTINATION_CONNECTION)))
                .map(Sighting::id)
                .sorted()
                .toList();
        if (matches.isEmpty()) {
            return Optional.empty();
        }
        if (matches.size() > 1) {
            throw Stop.stalled(
                    Reason.AMBIGUOUS_MATCH,
                    "%d remote syncs have this name, source and destination: %s; name one with spec.syncId."
                            .formatted(matches.size(), String.join(", ", matches)));
        }
        refuseWhenHeld(task, matches.get(0));
        if (BulkSyncSpec.ADOPTION_NEVER.equals(task.spec().adoptionOrDefault())) {
            throw Stop.stalled(
                    Reason.REMOTE_EXISTS,
                    "Remote sync %s has this name, source and destination and spec.adoption is Never; rename one of them or"
                                    .formatted(matches.get(0))
                            + " set spec.syncId.");
        }
        return Optional.of(matches.get(0));
    }

    /** First with the id in status, then the older, then the lower uid. */
    void refuseWhenHeld(SyncTask task, String syncId) {
        holder(task, syncId).ifPresent(holder -> {
            throw Stop.stalled(
                    Reason.ALREADY_MANAGED, "Remote sync %s is managed by %s.".formatted(syncId, who(task, holder)));
        });
        if (syncId.equals(task.draft.syncId)) {
            return;
        }
        var first = bound.computeIfPresent(syncId, (id, held) -> isGone(held, task.clock.instant()) ? null : held);
        if (first != null && !first.uid().equals(task.uid())) {
            throw Stop.stalled(
                    Reason.ALREADY_MANAGED, "Remote sync %s is managed by another BulkSync.".formatted(syncId));
        }
    }

    /** Another object that has a better right to this remote sync. */
    Optional<BulkSync> holder(SyncTask task, String syncId) {
        return objects.of(syncId).stream()
                .filter(other -> !other.getMetadata().getUid().equals(task.uid()) && sameOrganization(task, other))
                .filter(other -> holds(other, syncId, task))
                .findFirst();
    }

    private static boolean holds(BulkSync other, String syncId, SyncTask task) {
        boolean bound =
                other.getStatus() != null && syncId.equals(other.getStatus().syncId());
        boolean mineIsBound = syncId.equals(task.draft.syncId);
        boolean wants = syncId.equals(other.getSpec().syncId());
        if (bound) {
            return !mineIsBound || AGE.compare(other, task.sync) < 0;
        }
        return wants && !mineIsBound && AGE.compare(other, task.sync) < 0;
    }

    private static String who(SyncTask task, BulkSync holder) {
        return holder.getMetadata()
                        .getNamespace()
                        .equals(task.sync.getMetadata().getNamespace())
                ? "BulkSync " + holder.getMetadata().getName()
                : "a BulkSync in another namespace";
    }

    private void letOlderGoFirst(SyncTask task) {
        objects.named(task.name()).stream()
                .filter(other -> !other.getMetadata().getUid().equals(task.uid()) && sameOrganization(task, other))
                .filter(other -> other.getStatus() == null || other.getStatus().syncId() == null)
                .filter(other -> other.getSpec().syncId() == null && !other.isMarkedForDeletion())
                .filter(other -> (AGE.compare(other, task.sync) < 0 || hasOpenCreate(other)) && sameEnds(task, other))
                .findFirst()
                .ifPresent(older -> {
                    throw Stop.waiting(
                            Reason.WAITING_FOR_OLDER,
                            "%s has the same name, source and destination and goes first.".formatted(who(task, older)),
                            AFTER_OLDER);
                });
    }

    private static boolean hasOpenCreate(BulkSync other) {
        var create = other.getStatus() == null ? null : other.getStatus().create();
        return create != null && create.requestedAt() != null;
    }

    private boolean sameEnds(SyncTask task, BulkSync other) {
        try {
            var ends = connections.resolve(other, task.organization);
            return Objects.equals(ends.sourceId(), task.desired.stated().text(SyncMember.SOURCE_CONNECTION))
                    && Objects.equals(
                            ends.destinationId(), task.desired.stated().text(SyncMember.DESTINATION_CONNECTION));
        } catch (Stop unresolvable) {
            return false;
        }
    }

    private static boolean sameOrganization(SyncTask task, BulkSync other) {
        var mine = Organizations.idOf(
                task.spec().organizationRefOrDefault(), task.sync.getMetadata().getNamespace());
        var theirs = Organizations.idOf(
                other.getSpec().organizationRefOrDefault(), other.getMetadata().getNamespace());
        var pinned = other.getStatus() == null ? null : other.getStatus().organizationId();
        return mine.equals(theirs) || task.organization.organizationId().equals(pinned);
    }
}
