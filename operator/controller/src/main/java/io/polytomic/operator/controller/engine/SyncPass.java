package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSyncSpec;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.Paused;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.translate.ManifestReader;
import io.polytomic.operator.controller.translate.RemoteSync;
import io.polytomic.operator.controller.translate.WireReader;
import io.polytomic.operator.controller.watch.Sighting;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.plan.Approval;
import io.polytomic.operator.core.plan.Cause;
import io.polytomic.operator.core.plan.Change;
import io.polytomic.operator.core.plan.Plan;
import io.polytomic.operator.core.plan.PlanText;
import io.polytomic.operator.core.plan.Planner;
import io.polytomic.operator.core.sync.DesiredSync;
import io.polytomic.operator.core.sync.Impact;
import io.polytomic.operator.core.sync.SyncDefinition;
import io.polytomic.operator.core.sync.SyncMember;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The full look at one object: find its sync, compare, act as far as approval goes, compare again. */
final class SyncPass {
    private static final PlanText TEXT = PlanText.shared();

    private final SyncTask task;
    private final Binder binder;
    private boolean drifted;

    SyncPass(SyncTask task, Binder binder) {
        this.task = task;
        this.binder = binder;
    }

    /** True when the remote sync differs from the manifest because somebody else changed it. */
    boolean drifted() {
        return drifted;
    }

    Outcome run() {
        if (task.requested()) {
            task.memory.startAfresh();
        }
        if (task.draft.syncId == null) {
            bindOrCreate();
        }
        return converge(task.draft.syncId);
    }

    private void bindOrCreate() {
        if (task.spec().syncId() == null) {
            binder.claim(task);
        }
        if (task.creating()) {
            refuseWhenSuspended("a create whose answer is not known");
            CreateProtocol.resume(task);
            return;
        }
        Collection<Sighting> listing =
                task.spec().syncId() == null ? task.organization.watch().listing() : List.of();
        var found = binder.find(task, listing);
        if (found.isPresent()) {
            adopt(found.get());
        } else {
            create(Planner.create(task.desired, Cause.SPEC), listing);
        }
    }

    private void create(Plan plan, Collection<Sighting> listing) {
        Capabilities.check(task.api(), plan, task.desired.stated());
        refuseWhenSuspended(TEXT.summary(plan));
        gate(approval().judge(plan), Reason.APPROVAL_REQUIRED, "Creating the remote sync needs approval. ");
        CreateProtocol.begin(task, listing);
    }

    /** Silent when nothing would change; otherwise every change waits for a person. */
    private void adopt(String syncId) {
        var remote = Observer.observe(task.api(), syncId, task.desired)
                .orElseThrow(() -> Stop.stalled(
                        Reason.REMOTE_MISSING,
                        "spec.syncId: the API knows no sync " + syncId + "; nothing was created."));
        checkOrganization(remote);
        var plan = Planner.plan(syncId, task.desired, WireReader.read(remote), Cause.ADOPTION);
        refuseUnknown(plan, remote);
        if (!plan.isEmpty()) {
            refuseWhenSuspended(TEXT.summary(plan));
            gate(
                    approval().judgeAll(plan),
                    Reason.ADOPTION_DIFF,
                    "Taking over remote sync " + syncId + " would change it. ");
        }
        task.draft.syncId = syncId;
        task.draft.plan = plan.isEmpty() ? null : task.draft.plan;
        task.draft.organizationId = task.organization.organizationId();
        task.record();
        task.event(false, "Adopted", "Remote sync " + syncId + " was taken over. " + TEXT.summary(plan));
    }

    private Outcome converge(String syncId) {
        binder.refuseWhenHeld(task, syncId);
        var remote = Observer.observe(task.api(), syncId, wanted()).orElse(null);
        if (remote == null) {
            return missing(syncId);
        }
        checkOrganization(remote);
        facts(remote);
        var plan = plan(remote);
        refuseUnknown(plan, remote);
        warnOfLostMasks(remote, plan);
        if (plan.isEmpty()) {
            return finish(remote);
        }
        drifted = plan.cause() == Cause.DRIFT;
        if (task.suspended()) {
            return suspended(plan, remote);
        }
        if (drifted && BulkSyncSpec.DRIFT_REPORT.equals(task.spec().driftOrDefault())) {
            return reportDrift(plan, remote);
        }
        return act(plan, remote);
    }

    private Outcome act(Plan plan, RemoteSync remote) {
        Capabilities.check(task.api(), plan, plan.applyTo(WireReader.read(remote)));
        var verdict = judge(plan);
        if (verdict.accept() != null) {
            task.draft.plan = PlanReport.of(verdict.allowed().only(c -> needsApproval(c, plan)));
            task.accept(verdict.accept());
        }
        var after = remote;
        if (!verdict.allowed().isEmpty()) {
            after = carryOut(verdict.allowed(), remote);
        }
        var rest = plan(after);
        if (rest.isEmpty()) {
            return finish(after);
        }
        refuseNotAccepted(rest, verdict.allowed());
        if (rest.changes().stream().anyMatch(this::endsPause)) {
            return act(rest, after);
        }
        var waiting = judge(rest).waiting();
        return waiting.isEmpty() ? goOn(rest) : waitForApproval(waiting, verdict.spent());
    }

    /** What a write brought about besides what it was for is put right by the next pass, not in a loop of its own. */
    private Outcome goOn(Plan rest) {
        task.draft.plan = PlanReport.of(rest);
        return new Outcome.Waiting(
                Reason.DRIFTED,
                "The write changed more than it was meant to; that is put right next. " + TEXT.summary(rest),
                java.time.Duration.ofSeconds(30));
    }

    private boolean needsApproval(Change change, Plan plan) {
        return plan.cause() == Cause.ADOPTION
                || change.impacts().stream().anyMatch(ManifestReader.requiredApprovals(task.spec())::contains);
    }

    private RemoteSync carryOut(Plan allowed, RemoteSync remote) {
        if (task.memory.wasNotAccepted(allowed.hash())) {
            throw notAccepted(allowed.changes().stream().map(Change::path).collect(Collectors.toSet()));
        }
        refuseContested(allowed, remote);
        var executor = new PlanExecutor(task.api(), remote, task.desired, (wasActive, reason) -> {
            task.draft.paused = new Paused(wasActive, reason);
            task.record();
        });
        executor.execute(allowed);
        var by = allowed.cause() == Cause.DRIFT ? " It had been changed" + by(remote) + "." : "";
        if (!task.creating()) {
            task.event(
                    false,
                    allowed.cause() == Cause.DRIFT ? "DriftCorrected" : "Updated",
                    TEXT.plan(allowed) + by + PlanReport.effects(allowed, task.draft.currentExecution != null));
        }
        var after = Observer.observe(task.api(), remote.record().id(), wanted())
                .orElseThrow(
                        () -> Stop.stalled(Reason.REMOTE_MISSING, "The remote sync vanished while it was changed."));
        facts(after);
        return after;
    }

    /** What the manifest wants right now: while creating and after a pause that includes the active flag. */
    private DesiredSync wanted() {
        Boolean active = null;
        if (task.draft.paused != null) {
            active = task.draft.paused.wasActive();
        } else if (task.creating()) {
            active = true;
        }
        var stated = task.desired.stated();
        if (active == null || stated.states(SyncMember.ACTIVE)) {
            return task.desired;
        }
        return new DesiredSync(
                stated.with(SyncMember.ACTIVE, active),
                task.desired.selection(),
                task.desired.unlistedFields(),
                task.desired.maskRules());
    }

    private Plan plan(RemoteSync remote) {
        return Planner.plan(remote.record().id(), wanted(), WireReader.read(remote), cause());
    }

    private Cause cause() {
        if (task.approvalUnderWay() && task.draft.plan != null) {
            for (var cause : Cause.values()) {
                if (cause.word().equals(task.draft.plan.cause())) {
                    return cause;
                }
            }
        }
        boolean applied = Conditions.isReadyFor(task.draft.conditions, task.generation());
        var waitingFor = task.draft.plan == null ? null : task.draft.plan.cause();
        boolean stillDrift = Cause.DRIFT.word().equals(waitingFor)
                && Long.valueOf(task.generation()).equals(task.draft.observedGeneration);
        return applied || stillDrift ? Cause.DRIFT : Cause.SPEC;
    }

    /**
     * While a sync is being created nobody uses it yet: its one approval was given before the POST. And switching on again
     * what this operator itself switched off is the end of a change that was approved.
     */
    private Approval.Verdict judge(Plan plan) {
        if (task.creating()) {
            return new Approval.Verdict(plan, plan.only(c -> false), null, false);
        }
        var verdict = approval().judge(plan.only(c -> !endsPause(c)));
        return new Approval.Verdict(
                plan.only(c -> endsPause(c) || verdict.allowed().changes().contains(c)),
                verdict.waiting(),
                verdict.accept(),
                verdict.spent());
    }

    private boolean endsPause(Change change) {
        return task.draft.paused != null
                && change.place().member() == SyncMember.ACTIVE
                && Boolean.TRUE.equals(change.to());
    }

    private Approval approval() {
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
    private void gate(Approval.Verdict verdict, Reason reason, String intro) {
        if (!verdict.waiting().isEmpty()) {
            task.draft.plan = PlanReport.of(verdict.waiting());
            throw Stop.stalled(reason, intro + howToApprove(verdict.waiting(), verdict.spent()));
        }
        if (verdict.accept() != null) {
            task.draft.plan = PlanReport.of(verdict.allowed());
            task.accept(verdict.accept());
        }
    }

    private Outcome waitForApproval(Plan waiting, boolean spent) {
        task.draft.plan = PlanReport.of(waiting);
        return new Outcome.Stalled(Reason.APPROVAL_REQUIRED, howToApprove(waiting, spent), Stop.RECHECK);
    }

    private String howToApprove(Plan waiting, boolean spent) {
        var used = spent ? " The annotation's approval was used up; remove the annotation first." : "";
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

    private Outcome finish(RemoteSync remote) {
        boolean created = task.creating();
        task.draft.plan = null;
        task.draft.paused = null;
        task.spendApproval();
        if (created) {
            var wish = task.draft.create;
            task.draft.create = new io.polytomic.operator.api.v1alpha1.CreateWish(wish.attempt() + 1, null, null, null);
        }
        task.memory.notAccepted("");
        var text = task.suspended()
                ? "The remote sync is what the manifest says; suspended, nothing is changed."
                : "The remote sync is what the manifest says.";
        return new Outcome.Settled(Reason.SYNCED, text);
    }

    private Outcome suspended(Plan plan, RemoteSync remote) {
        task.draft.plan = PlanReport.of(plan);
        var open = open(remote);
        if (!open.isEmpty()) {
            return new Outcome.Stalled(
                    Reason.MASK_LOST,
                    lost(open) + " It is not mended, because " + who() + " is suspended.",
                    Stop.RECHECK);
        }
        return new Outcome.Stalled(
                task.organization.suspended() ? Reason.ORGANIZATION_SUSPENDED : Reason.SUSPENDED,
                TEXT.summary(plan) + " Nothing is changed while " + who() + " is suspended.",
                Stop.RECHECK);
    }

    private String who() {
        return task.organization.suspended() ? "the organization" : "the object";
    }

    private Outcome reportDrift(Plan plan, RemoteSync remote) {
        task.draft.plan = PlanReport.of(plan);
        var open = open(remote);
        if (!open.isEmpty()) {
            return new Outcome.Stalled(
                    Reason.MASK_LOST, lost(open) + " It is not mended, because spec.drift is Report.", Stop.RECHECK);
        }
        return new Outcome.Settled(
                Reason.SYNCED, "The remote sync was changed by somebody else; spec.drift is Report.");
    }

    private Outcome missing(String syncId) {
        task.organization.watch().lookedAbsent(syncId);
        if (task.spec().syncId() != null) {
            return new Outcome.Stalled(
                    Reason.REMOTE_MISSING,
                    "Remote sync " + syncId + " is gone; with spec.syncId it is never created again.",
                    Stop.RECHECK);
        }
        if (task.creating()) {
            throw Stop.stalled(
                    Reason.REMOTE_MISSING, "Remote sync " + syncId + " vanished while it was being created.");
        }
        var create = Planner.create(task.desired, Cause.MISSING);
        var plan = new Plan(
                syncId,
                Cause.MISSING,
                create.changes().stream()
                        .map(c -> new Change(
                                c.place(), c.from(), c.to(), java.util.EnumSet.of(Impact.CREATE, Impact.DESTRUCTIVE)))
                        .toList(),
                List.of());
        refuseWhenSuspended("remote sync " + syncId + " is gone");
        gate(approval().judgeAll(plan), Reason.REMOTE_MISSING, "Remote sync " + syncId + " is gone. ");
        var listing = task.organization.watch().listing();
        task.draft.syncId = null;
        CreateProtocol.begin(task, listing);
        return new Outcome.Waiting(
                Reason.CREATING, "The remote sync is being created again.", java.time.Duration.ofSeconds(1));
    }

    private void facts(RemoteSync remote) {
        var record = remote.record();
        task.draft.syncName = record.name();
        task.draft.organizationId = task.organization.organizationId();
        task.draft.sourceConnectionId = record.sourceConnectionId();
        task.draft.destinationConnectionId = record.destinationConnectionId();
        task.draft.remoteUpdatedAt = record.updatedAt();
        task.draft.active = record.active();
    }

    private void checkOrganization(RemoteSync remote) {
        var id = remote.record().organizationId();
        if (id != null && !id.equals(task.organization.organizationId())) {
            throw Stop.stalled(
                    Reason.ORGANIZATION_CHANGED, "The sync belongs to organization " + id + "; nothing is sent.");
        }
    }

    private void refuseWhenSuspended(String what) {
        if (task.suspended()) {
            throw Stop.stalled(
                    task.organization.suspended() ? Reason.ORGANIZATION_SUSPENDED : Reason.SUSPENDED,
                    "Nothing is changed while " + who() + " is suspended; waiting: " + what);
        }
    }

    /** One refresh of the schema cache, then a stop with the nearest names. */
    private void refuseUnknown(Plan plan, RemoteSync remote) {
        if (plan.unknown().isEmpty()) {
            return;
        }
        var sentence = String.join(" ", plan.unknown().stream().limit(5).toList());
        if (task.memory.firstRefreshFor(sentence) && !task.suspended()) {
            task.api().refreshSchemas(remote.record().sourceConnectionId());
            throw Stop.waiting(
                    Reason.WAITING_FOR_SCHEMAS,
                    sentence + " The schema cache is being refreshed.",
                    java.time.Duration.ofSeconds(5));
        }
        throw Stop.stalled(Reason.UNKNOWN_SCHEMA, sentence);
    }

    private Set<String> open(RemoteSync remote) {
        SyncDefinition now = WireReader.read(remote);
        return PlanExecutor.openFields(now, task.desired, now.schemas().keySet());
    }

    private void warnOfLostMasks(RemoteSync remote, Plan plan) {
        var open = open(remote);
        if (!open.isEmpty() && plan.cause() == Cause.DRIFT && !task.creating()) {
            task.event(true, Reason.MASK_LOST.word(), lost(open) + " Changed" + by(remote) + ".");
        }
    }

    private static String lost(Set<String> open) {
        return "Must be masked and is not: " + String.join(", ", open) + ".";
    }

    private static String by(RemoteSync remote) {
        var name = Sighting.nameOf(remote.record().updatedBy());
        return name == null ? " by somebody the API does not name" : " by " + name;
    }

    private void refuseContested(Plan allowed, RemoteSync remote) {
        if (allowed.cause() != Cause.DRIFT) {
            return;
        }
        var contested = task.memory.corrected(
                allowed.changes().stream()
                        .filter(c -> !c.masks())
                        .map(Change::path)
                        .toList(),
                task.clock.instant());
        if (!contested.isEmpty()) {
            task.draft.plan = PlanReport.of(allowed);
            throw Stop.stalled(
                    Reason.CONTESTED,
                    "Corrected three times within an hour and changed again%s: %s."
                            .formatted(by(remote), String.join(", ", contested)));
        }
    }

    /** A change that a successful write did not bring about is not sent again. */
    private void refuseNotAccepted(Plan rest, Plan sent) {
        var sentPaths = sent.changes().stream().map(Change::path).collect(Collectors.toSet());
        var still = rest.changes().stream()
                .map(Change::path)
                .filter(sentPaths::contains)
                .collect(Collectors.toSet());
        if (!still.isEmpty()) {
            task.memory.notAccepted(rest.only(c -> sentPaths.contains(c.path())).hash());
            throw notAccepted(still);
        }
    }

    private Stop notAccepted(Set<String> paths) {
        return Stop.stalled(
                Reason.NOT_ACCEPTED,
                "The API accepted the write and did not bring it about: "
                        + String.join(", ", new java.util.TreeSet<>(paths))
                        + "; it is not sent again until the manifest changes.");
    }

    /** Drifted, as the pass found it. */
    void describe(Conditions conditions, Outcome outcome) {
        boolean stays = drifted && task.draft.plan != null;
        conditions.set(
                Condition.DRIFTED,
                stays ? Condition.TRUE : Condition.FALSE,
                stays ? Reason.DRIFTED : Reason.IN_SYNC,
                stays ? task.draft.plan.summary() : "The remote sync does not differ from the manifest.");
    }
}
