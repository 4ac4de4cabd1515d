package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.translate.RemoteSync;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.plan.Cause;
import io.polytomic.operator.core.plan.Plan;
import java.util.List;

/** Events about masks that are not what a manifest means them to be. */
final class MaskWarnings {
    private MaskWarnings() {}

    static void lost(SyncTask task, RemoteSync remote, Plan plan) {
        var open = MaskWords.open(task.desired, remote);
        if (!open.isEmpty() && plan.cause() == Cause.DRIFT && !task.creating()) {
            task.event(true, Reason.MASK_LOST.word(), MaskWords.lost(open) + " Changed" + MaskWords.by(remote) + ".");
        }
    }

    static void idle(SyncTask task, List<String> idle) {
        var ready = Conditions.find(task.draft.conditions, Condition.READY);
        var told = ready == null || ready.message() == null ? "" : ready.message();
        idle.stream()
                .filter(sentence -> !told.contains(sentence))
                .forEach(sentence -> task.event(true, "MaskRuleIdle", sentence));
    }
}
