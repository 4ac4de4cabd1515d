package io.polytomic.operator.simulator;

import java.time.Instant;
import java.util.Objects;

/** Fires the schedules of active bulk syncs. */
final class Scheduler {
    private final World world;

    Scheduler(World world) {
        this.world = world;
    }

    /** Finds the next moment of a sync anew; to be called after every change of active or of its schedules. */
    void plan(BulkSync sync) {
        long plan = ++sync.planned;
        sync.nextExecution = sync.settings.active() && !sync.deleted ? next(sync, world.now()) : null;
        if (sync.nextExecution != null) {
            world.agenda.at(sync.nextExecution, () -> fire(sync, plan));
        }
    }

    private Instant next(BulkSync sync, Instant after) {
        return sync.settings.schedules().stream()
                .map(schedule -> ScheduleTimes.next(schedule.frequency(), schedule.timing(), after))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private void fire(BulkSync sync, long plan) {
        if (sync.planned != plan) {
            return;
        }
        Instant due = sync.nextExecution;
        Instant justBefore = due.minusMillis(1);
        sync.settings.schedules().stream()
                .filter(schedule -> due.equals(ScheduleTimes.next(schedule.frequency(), schedule.timing(), justBefore)))
                .findFirst()
                .filter(schedule -> sync.current == null)
                .ifPresent(schedule -> world.executions.startScheduled(sync, schedule));
        plan(sync);
    }
}
