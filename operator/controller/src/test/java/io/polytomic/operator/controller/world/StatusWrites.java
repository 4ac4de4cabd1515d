package io.polytomic.operator.controller.world;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.api.v1alpha1.BulkSyncStatus;
import io.polytomic.operator.core.run.RunPhase;
import java.util.Objects;
import java.util.function.BiFunction;

/** Writes of a status, each between two boundaries at which the process may be killed; none when nothing changed. */
final class StatusWrites {
    private final World world;
    private final Steps steps;

    StatusWrites(World world, Steps steps) {
        this.world = world;
        this.steps = steps;
    }

    BulkSync write(BulkSync sync, BulkSyncStatus status) {
        if (!world.syncs.differs(sync, status)) {
            return sync;
        }
        steps.pass("before writing the status of " + sync.getMetadata().getName());
        var written = world.syncs.write(sync, status);
        steps.pass("after writing the status of " + sync.getMetadata().getName());
        return written;
    }

    /** The same, on this version or not at all. */
    BulkSync writeOnlyOn(BulkSync sync, BulkSyncStatus status) {
        steps.pass("before writing the status of " + sync.getMetadata().getName());
        var written = world.syncs.writeOnlyOn(sync, status);
        steps.pass("after writing the status of " + sync.getMetadata().getName());
        return written;
    }

    BulkSyncRun write(BulkSyncRun run, BulkSyncRunStatus status) {
        return world.runs.differs(run, status) ? write(run, status, world.runs::write) : run;
    }

    BulkSyncRun wish(BulkSyncRun run, BulkSyncRunStatus status) {
        return write(run, status, world.runs::writeOnlyOn);
    }

    private BulkSyncRun write(
            BulkSyncRun run, BulkSyncRunStatus status, BiFunction<BulkSyncRun, BulkSyncRunStatus, BulkSyncRun> shelf) {
        var before = run.getStatus() == null ? null : run.getStatus().phase();
        if (!Objects.equals(before, status.phase())
                && !RunPhase.of(before).next().contains(RunPhase.of(status.phase()))) {
            throw new AssertionError("No run goes from " + before + " to " + status.phase());
        }
        steps.pass("before writing the status of run " + run.getMetadata().getName());
        var written = shelf.apply(run, status);
        world.guardian.checkRun(written);
        steps.pass("after writing the status of run " + run.getMetadata().getName());
        return written;
    }
}
