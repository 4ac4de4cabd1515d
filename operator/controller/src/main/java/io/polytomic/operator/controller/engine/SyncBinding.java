package io.polytomic.operator.controller.engine;

import io.polytomic.operator.controller.translate.WireReader;
import io.polytomic.operator.controller.watch.Sighting;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.plan.Cause;
import io.polytomic.operator.core.plan.Change;
import io.polytomic.operator.core.plan.Plan;
import io.polytomic.operator.core.plan.PlanText;
import io.polytomic.operator.core.plan.Planner;
import io.polytomic.operator.core.sync.Impact;
import io.polytomic.operator.core.sync.SyncMember;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Leads an object that has no remote sync, or lost it, to one: found, adopted, created, or created again. */
final class SyncBinding {
    private static final PlanText TEXT = PlanText.shared();

    private final SyncTask task;
    private final Binder binder;
    private final SyncApproval approval;

    SyncBinding(SyncTask task, Binder binder, SyncApproval approval) {
        this.task = task;
        this.binder = binder;
        this.approval = approval;
    }

    void bindOrCreate() {
        if (task.spec().syncId() == null) {
            binder.claim(task);
        } else {
            task.closeWish(); // a person has decided which one it is; nothing is created any more
        }
        if (task.creating()) {
            task.refuseWhenSuspended("a create whose answer is not known");
            CreateProtocol.resume(task, id -> binder.refuseWhenHeld(task, id));
            if (task.draft.syncId != null) {
                binder.made(task);
                return;
            }
        }
        Collection<Sighting> listing = task.spec().syncId() == null
                ? task.organization.watch().listingSince(binder.listingSince(task))
                : List.of();
        var found = binder.find(task, listing);
        if (found.isPresent()) {
            adopt(found.get());
        } else {
            create(Planner.create(task.desired, Cause.SPEC), listing);
        }
    }

    private void create(Plan plan, Collection<Sighting> listing) {
        task.refuseUnknown(
                SourceNames.unknown(task.api(), task.desired),
                task.desired.stated().text(SyncMember.SOURCE_CONNECTION));
        Capabilities.check(task.api(), plan, task.desired.stated());
        task.refuseWhenSuspended(TEXT.summary(plan));
        approval.gate(
                approval.given().judge(plan), Reason.APPROVAL_REQUIRED, "Creating the remote sync needs approval. ");
        begin(listing);
    }

    private void begin(Collection<Sighting> listing) {
        CreateProtocol.begin(task, listing);
        binder.made(task);
    }

    /** Silent when nothing would change; otherwise every change waits for a person. */
    private void adopt(String syncId) {
        var remote = Observer.observe(task.api(), syncId, task.desired)
                .map(there -> Observer.withErrorHandling(task.api(), there, task.desired))
                .orElseThrow(() -> nobodyThere(syncId));
        task.checkOrganization(remote);
        var plan = Planner.plan(syncId, task.desired, WireReader.read(remote), Cause.ADOPTION);
        task.refuseUnknown(plan.unknown(), remote.record().sourceConnectionId());
        if (!plan.isEmpty()) {
            task.refuseWhenSuspended(TEXT.summary(plan));
            approval.gate(
                    approval.given().judgeAll(plan),
                    Reason.ADOPTION_DIFF,
                    "Taking over remote sync " + syncId + " would change it. ");
        }
        task.draft.syncId = syncId;
        task.draft.plan = plan.isEmpty() ? null : task.draft.plan;
        task.draft.organizationId = task.organization.organizationId();
        task.record();
        task.event(false, "Adopted", "Remote sync " + syncId + " was taken over. " + TEXT.summary(plan));
    }

    private Stop nobodyThere(String syncId) {
        task.organization.watch().lookedAbsent(syncId);
        return task.spec().syncId() != null
                ? Stop.stalled(
                        Reason.REMOTE_MISSING,
                        "spec.syncId: the API knows no sync " + syncId + "; nothing was created.")
                : Stop.waiting(
                        Reason.REMOTE_MISSING,
                        "Remote sync %s was found and is gone again; it is looked for once more.".formatted(syncId),
                        Duration.ofSeconds(10));
    }

    /**
     * Makes it again after a yes, unless somebody else did so meanwhile: that one is taken over, or left alone, as at a first
     * create. What the last poll listed is asked before the yes, a complete listing after it.
     *
     * @return empty when another remote sync has taken its place
     */
    Optional<Outcome> missing(String syncId) {
        task.organization.watch().lookedAbsent(syncId);
        if (task.spec().syncId() != null) {
            return Optional.of(new Outcome.Stalled(
                    Reason.REMOTE_MISSING,
                    "Remote sync " + syncId + " is gone; with spec.syncId it is never created again.",
                    Stop.RECHECK));
        }
        task.closeWish();
        var made = binder.match(task, task.organization.watch().sightings());
        if (made.isEmpty()) {
            task.refuseWhenSuspended("remote sync " + syncId + " is gone");
            approval.gate(
                    approval.given().judgeAll(recreation(syncId)),
                    Reason.REMOTE_MISSING,
                    "Remote sync " + syncId + " is gone. ");
            binder.claim(task);
            var listing = task.organization.watch().listing();
            made = binder.find(task, listing);
            if (made.isEmpty()) {
                task.draft.syncId = null;
                begin(listing);
                return Optional.of(new Outcome.Waiting(
                        Reason.CREATING, "The remote sync is being created again.", Duration.ofSeconds(1)));
            }
        }
        forgetYesToCreate();
        adopt(made.get());
        return Optional.empty();
    }

    /** It was given for a sync that is made from nothing, and covers no change of one that is there. */
    private void forgetYesToCreate() {
        var plan = task.draft.plan;
        if (plan != null && Cause.MISSING.word().equals(plan.cause())) {
            task.draft.plan = null;
            task.draft.lastApproval = task.approvalUnderWay() ? null : task.draft.lastApproval;
        }
    }

    private Plan recreation(String syncId) {
        var create = Planner.create(task.desired, Cause.MISSING);
        return new Plan(
                syncId,
                Cause.MISSING,
                create.changes().stream()
                        .map(c ->
                                new Change(c.place(), c.from(), c.to(), EnumSet.of(Impact.CREATE, Impact.DESTRUCTIVE)))
                        .toList(),
                List.of());
    }
}
