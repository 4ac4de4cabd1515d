package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.PlanStatus;
import io.polytomic.operator.controller.translate.ManifestReader;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.plan.Approval;
import io.polytomic.operator.core.plan.Change;
import io.polytomic.operator.core.plan.Plan;
import io.polytomic.operator.core.sync.SyncMember;
import java.util.Set;

/** What a person has approved of the plans of one object, and what to type to approve the rest. */
final class SyncApproval {
    private final SyncTask task;

    SyncApproval(SyncTask task) {
        this.task = task;
    }

    /**
     * While a sync is being created nobody uses it yet: its one approval was given before the POST, for the manifest as it
     * was then. And switching on again what this operator itself switched off is the end of a change that was approved.
     */
    Approval.Verdict judge(Plan plan) {
        if (task.creating() && Long.valueOf(task.generation()).equals(task.draft.create.generation())) {
            return new Approval.Verdict(plan, plan.only(c -> false), null, false);
        }
        var verdict = given().judge(plan.only(c -> !endsPause(c)));
        return new Approval.Verdict(
                plan.only(c -> endsPause(c) || verdict.allowed().changes().contains(c)),
                verdict.waiting(),
                verdict.accept(),
                verdict.spent());
    }

    boolean endsPause(Change change) {
        return task.draft.paused != null
                && change.place().member() == SyncMember.ACTIVE
                && Boolean.TRUE.equals(change.to());
    }

    Approval given() {
        var last = task.draft.lastApproval;
        var typed = task.annotation(SyncTask.APPROVED_PLAN);
        if (last != null && SyncTask.SPENT.equals(last.state()) && !last.hash().equals(typed)) {
            task.draft.lastApproval = null;
            last = null;
        }
        return new Approval(
                ManifestReader.requiredApprovals(task.spec()),
                typed,
                last == null ? null : last.hash(),
                last != null && SyncTask.SPENT.equals(last.state()),
                isAccepted(task.draft.plan) ? PlanReport.covered(task.draft.plan) : Set.of());
    }

    /** The plan in status may have become another one than that which was accepted. */
    private boolean isAccepted(PlanStatus plan) {
        return plan != null
                && task.approvalUnderWay()
                && task.draft.lastApproval.hash().equals(plan.hash());
    }

    /** For plans that go as a whole or not at all. */
    void gate(Approval.Verdict verdict, Reason reason, String intro) {
        if (!verdict.waiting().isEmpty()) {
            task.draft.plan = PlanReport.of(verdict.waiting());
            throw Stop.stalled(reason, intro + howToApprove(verdict.waiting(), verdict.spent()));
        }
        if (verdict.accept() != null) {
            task.draft.plan = PlanReport.of(verdict.allowed());
            task.accept(verdict.accept());
        }
    }

    /** An acceptance of which nothing is left to do is spent, also when something else waits now. */
    Outcome waitFor(Plan waiting, boolean spent) {
        if (waiting.changes().stream().noneMatch(given()::covers)) {
            task.spendApproval();
        }
        task.draft.plan = PlanReport.of(waiting);
        return new Outcome.Stalled(Reason.APPROVAL_REQUIRED, howToApprove(waiting, spent), Stop.RECHECK);
    }

    private String howToApprove(Plan waiting, boolean spent) {
        var typed = task.annotation(SyncTask.APPROVED_PLAN);
        boolean other = !spent && typed != null && !typed.equals(waiting.hash());
        var used = spent
                ? " The annotation's approval was used up; remove the annotation first."
                : other ? " The annotation on the object approves another plan than this." : "";
        return "%s%s%s To approve: kubectl annotate bulksync %s -n %s %s=%s --overwrite --field-manager=flux-client-side-apply"
                .formatted(
                        PlanReport.brief(waiting),
                        PlanReport.effects(waiting, task.draft.currentExecution != null),
                        used,
                        task.sync.getMetadata().getName(),
                        task.sync.getMetadata().getNamespace(),
                        SyncTask.APPROVED_PLAN,
                        waiting.hash());
    }

    /** Puts a new acceptance on record, with the plan it covers, before anything is done. */
    void accept(Approval.Verdict verdict) {
        if (verdict.accept() != null) {
            task.draft.plan = PlanReport.of(given().gated(verdict.allowed().only(c -> !endsPause(c))));
            task.accept(verdict.accept());
        }
    }
}
