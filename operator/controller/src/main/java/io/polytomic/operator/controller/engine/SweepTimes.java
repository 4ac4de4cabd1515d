package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.controller.translate.DurationText;
import io.polytomic.operator.controller.watch.LiveOrganization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * When an object is read in full though nothing moved: the sweep that finds drift the watcher cannot see. Its times are
 * fixed by the uid and the period alone, so that restarts neither put a sweep off nor bring all of them at once.
 */
final class SweepTimes {
    /** Syncs with masks or filters are read in full at least this often. */
    static final Duration MASKED_SWEEP = Duration.ofHours(1);

    private static final Duration WHILE_RUNNING = Duration.ofMinutes(1);
    /** Sweeps that fell due so shortly before this process began may have been missed by the one before it. */
    private static final Duration HANDED_OVER = Duration.ofMinutes(1);

    private static final Duration BEFORE_FIRST_TICK = Duration.ofSeconds(30);

    private final Clock clock;
    private final ActiveSince active;

    SweepTimes(Clock clock, ActiveSince active) {
        this.clock = clock;
        this.active = active;
    }

    /** True when the object is to be looked at in full though nothing asks for it. */
    boolean isDue(BulkSync sync, LiveOrganization organization, SyncMemory memory) {
        return memory.lookIsDemanded()
                || !nextSweep(sync, organization, memory).isAfter(clock.instant())
                || isRunningLong(sync, memory);
    }

    /** For how long the sweep of this object has been due; zero when it is not. */
    Duration late(BulkSync sync, LiveOrganization organization, SyncMemory memory) {
        var late = Duration.between(nextSweep(sync, organization, memory), clock.instant());
        return late.isNegative() ? Duration.ZERO : late;
    }

    /** While something runs, counts are refreshed once a minute. */
    private boolean isRunningLong(BulkSync sync, SyncMemory memory) {
        return sync.getStatus().currentExecution() != null
                && (memory.lastFullLook() == null
                        || !memory.lastFullLook().plus(WHILE_RUNNING).isAfter(clock.instant()));
    }

    private Instant nextSweep(BulkSync sync, LiveOrganization organization, SyncMemory memory) {
        long period = sweepPeriod(sync, organization).toMillis();
        long offset = Math.floorMod((long) sync.getMetadata().getUid().hashCode(), period);
        var last = memory.lastFullLook() == null ? active.instant().minus(HANDED_OVER) : memory.lastFullLook();
        return Instant.ofEpochMilli((Math.floorDiv(last.toEpochMilli() - offset, period) + 1) * period + offset);
    }

    /** The manifest says something of fields or filters, which only single reads show. */
    static boolean isMasked(BulkSync sync) {
        var spec = sync.getSpec();
        return spec.maskRules() != null && !spec.maskRules().isEmpty()
                || spec.schemas() != null
                        && spec.schemas().stream()
                                .anyMatch(s -> s.fields() != null && !s.fields().isEmpty() || s.filters() != null);
    }

    private static Duration sweepPeriod(BulkSync sync, LiveOrganization organization) {
        var period = DurationText.parse(organization.spec().sweepIntervalOrDefault());
        return isMasked(sync) && period.compareTo(MASKED_SWEEP) > 0 ? MASKED_SWEEP : period;
    }

    /** When to look again by itself. */
    Duration untilNext(BulkSync sync, LiveOrganization organization, SyncMemory memory) {
        if (!organization.watch().isRead()) {
            return BEFORE_FIRST_TICK;
        }
        var sweep = Duration.between(clock.instant(), nextSweep(sync, organization, memory))
                .plusSeconds(1);
        boolean running = sync.getStatus() != null && sync.getStatus().currentExecution() != null;
        var next = sweep.isNegative() ? Duration.ofSeconds(1) : sweep;
        return running && next.compareTo(WHILE_RUNNING) > 0 ? WHILE_RUNNING : next;
    }
}
