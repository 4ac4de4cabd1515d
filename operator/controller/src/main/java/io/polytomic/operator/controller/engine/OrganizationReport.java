package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganizationStatus;
import io.polytomic.operator.api.v1alpha1.SyncCounts;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.translate.DurationText;
import io.polytomic.operator.controller.translate.RemoteText;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.controller.watch.WatchListener;
import io.polytomic.operator.core.outcome.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What the status of an organization says of it. Values that move with time move in large steps: at rest nothing is
 * written.
 */
final class OrganizationReport {
    private static final Duration POLL_TIME_MOVES = Duration.ofMinutes(10);
    private static final Duration LATENESS_MOVES = Duration.ofMinutes(10);
    private static final int NAMES_SHOWN = 20;
    private static final PolytomicOrganizationStatus NOTHING_YET =
            new PolytomicOrganizationStatus(null, null, null, null, null, null, null);

    private final Function<PolytomicOrganization, WatchListener> listeners;
    private final BiFunction<BulkSync, LiveOrganization, Duration> sweepLate;
    private final Clock clock;

    OrganizationReport(
            Function<PolytomicOrganization, WatchListener> listeners,
            BiFunction<BulkSync, LiveOrganization, Duration> sweepLate,
            Clock clock) {
        this.listeners = listeners;
        this.sweepLate = sweepLate;
        this.clock = clock;
    }

    /** @param live null while there is no way to the API: what was known stays told */
    PolytomicOrganizationStatus of(PolytomicOrganization organization, LiveOrganization live, Outcome outcome) {
        var before = organization.getStatus() == null ? NOTHING_YET : organization.getStatus();
        long generation = organization.getMetadata().getGeneration();
        var conditions = new Conditions(before.conditions(), generation, clock.instant())
                .of(outcome)
                .list();
        var identity = live == null ? null : live.identity();
        boolean seen = live != null && live.watch().isRead();
        Collection<BulkSync> bound = seen ? listeners.apply(organization).bound() : null;
        return new PolytomicOrganizationStatus(
                generation,
                conditions,
                identity == null ? before.organizationId() : identity.organizationId(),
                identity == null ? before.organizationName() : RemoteText.word(identity.organizationName()),
                seen ? counts(bound, live) : before.syncs(),
                seen ? sweepPeriod(bound, live) : before.sweepPeriod(),
                pollTime(live, before.lastPollTime()));
    }

    private static SyncCounts counts(Collection<BulkSync> bound, LiveOrganization live) {
        var managed = new HashSet<String>();
        bound.forEach(sync -> managed.add(sync.getStatus().syncId()));
        var unmanaged = live.watch().sightings().stream()
                .filter(s -> !managed.contains(s.id()))
                .toList();
        int total = live.watch().sightings().size();
        var names = unmanaged.stream()
                .map(s -> RemoteText.word(s.name()))
                .filter(Objects::nonNull)
                .sorted()
                .limit(NAMES_SHOWN)
                .toList();
        return new SyncCounts(total, total - unmanaged.size(), unmanaged.size(), names.isEmpty() ? null : names);
    }

    private String sweepPeriod(Collection<BulkSync> bound, LiveOrganization live) {
        var latest = bound.stream()
                .map(sync -> sweepLate.apply(sync, live))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return sweepPeriod(live.spec().sweepIntervalOrDefault(), latest);
    }

    /**
     * The interval as it is written when the sweep keeps it; else that and how late the latest object is.
     *
     * @param interval as the manifest has it
     */
    static String sweepPeriod(String interval, Duration late) {
        long steps = late.dividedBy(LATENESS_MOVES);
        return steps == 0
                ? interval
                : DurationText.of(DurationText.parse(interval).plus(LATENESS_MOVES.multipliedBy(steps)));
    }

    private static String pollTime(LiveOrganization live, String known) {
        var now = live == null ? null : live.watch().lastTick();
        if (now == null) {
            return known;
        }
        boolean moves =
                known == null || Instant.parse(known).plus(POLL_TIME_MOVES).isBefore(now);
        return moves ? now.toString() : known;
    }
}
