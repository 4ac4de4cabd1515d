package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.controller.translate.DurationText;
import io.polytomic.operator.controller.watch.LiveOrganization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** When an object is read in full though nothing moved: the sweep that finds drift the watcher cannot see. */
final class SweepTimes {
    /** Syncs with masks or filters are read in full at least this often. */
    static final Duration MASKED_SWEEP = Duration.ofHours(1);

    private static final Duration WHILE_RUNNING = Duration.ofMinutes(1);
    private static final Duration BEFORE_FIRST_TICK = Duration.ofSeconds(30);

    private final Clock clock;
    private final Instant started;

    SweepTimes(Clock clock) {
        this.clock = clock;
        this.started = clock.instant();
    }

    /** True when the object is to be looked at in full though nothing asks for it. */
    boolean isDue(BulkSync sync, LiveOrganization organization, SyncMemory memory) {
        return memory.lookIsDemanded()
                || !nextSweep(sync, organization, memory).isAfter(clock.instant())
                || isRunningLong(sync, memory);
    }

    /** While something runs, counts are refreshed once a minute. */
    private boolean isRunningLong(BulkSync sync, SyncMemory memory) {
        return sync.getStatus().currentExecution() != null
                && (memory.lastFullLook() == null
                        || !memory.lastFullLook().plus(WHILE_RUNNING).isAfter(clock.instant()));
    }

    /** After a restart the sweep is spread over its period by the uid, so that nothing is read at once. */
    private Instant nextSweep(BulkSync sync, LiveOrganization organization, SyncMemory memory) {
        var period = sweepPeriod(sync, organization);
        var last = memory.lastFullLook();
        if (last != null) {
            return last.plus(period);
        }
        long spread = Math.floorMod((long) sync.getMetadata().getUid().hashCode(), period.toMillis());
        return started.plusMillis(Math.max(spread, 1));
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
