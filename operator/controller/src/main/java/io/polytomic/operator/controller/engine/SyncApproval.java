package io.polytomic.operator.controller.engine;

import io.polytomic.operator.controller.translate.ManifestReader;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.plan.Approval;
import io.polytomic.operator.core.plan.Cause;
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
     * While a sync is being created nobody uses it yet: its one approval was given before the POST. And switching on again
     * what this operator itself switched off is the end of a change that was approved.
     */
    Approval.Verdict judge(Plan plan) {
        if (task.creating()) {
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
        boolean sameManifest = Long.valueOf(task.generation()).equals(task.draft.observedGeneration);
        return new Approval(
                ManifestReader.requiredApprovals(task.spec()),
                typed,
                last == null ? null : last.hash(),
                last != null && SyncTask.SPENT.equals(last.state()),
                sameManifest ? PlanReport.covered(task.draft.plan) : Set.of());
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

    Outcome waitFor(Plan waiting, boolean spent) {
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
    void accept(Approval.Verdict verdict, Plan plan) {
        if (verdict.accept() != null) {
            task.draft.plan = PlanReport.of(verdict.allowed().only(c -> needsApproval(c, plan)));
            task.accept(verdict.accept());
        }
    }

    private boolean needsApproval(Change change, Plan plan) {
        return plan.cause() == Cause.ADOPTION
                || change.impacts().stream().anyMatch(ManifestReader.requiredApprovals(task.spec())::contains);
    }
}
