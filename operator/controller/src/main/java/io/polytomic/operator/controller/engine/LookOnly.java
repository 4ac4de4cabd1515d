package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSyncSpec;
import io.polytomic.operator.controller.translate.RemoteSync;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.plan.Cause;
import io.polytomic.operator.core.plan.Plan;
import io.polytomic.operator.core.plan.PlanText;

/** A difference that is told and not put right: suspended, or by spec.drift. */
final class LookOnly {
    private static final PlanText TEXT = PlanText.shared();

    private LookOnly() {}

    static boolean applies(SyncTask task, Plan plan) {
        boolean reports = plan.cause() == Cause.DRIFT
                && BulkSyncSpec.DRIFT_REPORT.equals(task.spec().driftOrDefault());
        return task.suspended() || reports;
    }

    static Outcome told(SyncTask task, Plan plan, RemoteSync remote) {
        return task.suspended() ? suspended(task, plan, remote) : reportDrift(task, plan, remote);
    }

    private static Outcome suspended(SyncTask task, Plan plan, RemoteSync remote) {
        task.draft.plan = PlanReport.of(plan);
        var open = MaskWords.open(task.desired, remote);
        if (!open.isEmpty()) {
            return new Outcome.Stalled(
                    Reason.MASK_LOST,
                    MaskWords.lost(open) + " It is not mended, because " + task.who() + " is suspended.",
                    Stop.RECHECK);
        }
        return new Outcome.Stalled(
                task.organization.suspended() ? Reason.ORGANIZATION_SUSPENDED : Reason.SUSPENDED,
                TEXT.summary(plan) + " Nothing is changed while " + task.who() + " is suspended.",
                Stop.RECHECK);
    }

    private static Outcome reportDrift(SyncTask task, Plan plan, RemoteSync remote) {
        task.draft.plan = PlanReport.of(plan);
        var open = MaskWords.open(task.desired, remote);
        if (!open.isEmpty()) {
            return new Outcome.Stalled(
                    Reason.MASK_LOST,
                    MaskWords.lost(open) + " It is not mended, because spec.drift is Report.",
                    Stop.RECHECK);
        }
        return new Outcome.Settled(
                Reason.SYNCED, "The remote sync was changed by somebody else; spec.drift is Report.");
    }
}
