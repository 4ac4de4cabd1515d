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
        task.draft.plan = PlanReport.of(plan);
        var open = MaskWords.open(task.desired, remote);
        if (!open.isEmpty()) {
            var why = task.suspended() ? task.who() + " is suspended" : "spec.drift is Report";
            return new Outcome.Stalled(
                    Reason.MASK_LOST,
                    "%s It is not mended, because %s.".formatted(MaskWords.lost(open), why),
                    Stop.RECHECK);
        }
        return task.suspended()
                ? suspended(task, plan)
                : new Outcome.Settled(
                        Reason.SYNCED, "The remote sync was changed by somebody else; spec.drift is Report.");
    }

    private static Outcome suspended(SyncTask task, Plan plan) {
        return new Outcome.Stalled(
                task.organization.suspended() ? Reason.ORGANIZATION_SUSPENDED : Reason.SUSPENDED,
                TEXT.summary(plan) + " Nothing is changed while " + task.who() + " is suspended.",
                Stop.RECHECK);
    }
}
