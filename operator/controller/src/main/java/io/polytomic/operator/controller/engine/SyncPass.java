package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.CreateWish;
import io.polytomic.operator.api.v1alpha1.Paused;
import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.translate.RemoteSync;
import io.polytomic.operator.controller.translate.RemoteText;
import io.polytomic.operator.controller.translate.WireReader;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.plan.Cause;
import io.polytomic.operator.core.plan.Change;
import io.polytomic.operator.core.plan.Plan;
import io.polytomic.operator.core.plan.PlanText;
import io.polytomic.operator.core.plan.Planner;
import io.polytomic.operator.core.sync.DesiredSync;
import io.polytomic.operator.core.sync.SyncMember;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The full look at one object: find its sync, compare, act as far as approval goes, compare again. */
final class SyncPass {
    private static final PlanText TEXT = PlanText.shared();

    private final SyncTask task;
    private final Binder binder;
    private final SyncApproval approval;
    private final SyncBinding binding;
    private final Corrections corrections;
    private FreshSchemas fresh;
    private boolean drifted;

    SyncPass(SyncTask task, Binder binder) {
        this.task = task;
        this.binder = binder;
        this.approval = new SyncApproval(task);
        this.binding = new SyncBinding(task, binder, approval);
        this.corrections = new Corrections(task);
    }

    /** True when the remote sync differs from the manifest because somebody else changed it. */
    boolean drifted() {
        return drifted;
    }

    Outcome run() {
        if (task.requested()) {
            task.memory.startAfresh();
        }
        refuseAnotherSync();
        if (task.draft.syncId == null) {
            binding.bindOrCreate();
        }
        return converge(task.draft.syncId);
    }

    /** spec.syncId may be added later: it is followed when the present sync is gone, and is a question while it is not. */
    private void refuseAnotherSync() {
        var named = task.spec().syncId();
        var present = task.draft.syncId;
        if (named == null || present == null || named.equals(present)) {
            return;
        }
        if (mask()) {
            throw Stop.stalled(
                    Reason.AMBIGUOUS_MATCH,
                    "spec.syncId names remote sync %s and this object manages %s, which exists; nothing is changed. Delete %s"
                                    .formatted(named, present, present)
                            + " in Polytomic, or this object with spec.deletion Retain and apply it again.");
        }
        task.unbind();
    }

    private Outcome converge(String syncId) {
        binder.refuseWhenHeld(task, syncId);
        var remote = observe(syncId).orElse(null);
        if (remote == null) {
            return binding.missing(syncId).orElseGet(() -> converge(task.draft.syncId));
        }
        task.checkOrganization(remote);
        facts(remote);
        var plan = plan(remote);
        MaskWarnings.lost(task, remote, plan);
        boolean looksOnly = LookOnly.applies(task, plan);
        var masked = Observer.withErrorHandling(task.api(), looksOnly ? remote : maskFirst(plan, remote), wanted());
        var rest = plan(masked);
        drifted = rest.cause() == Cause.DRIFT && !rest.isEmpty();
        task.refuseUnknown(rest.unknown(), masked.record().sourceConnectionId());
        if (rest.isEmpty()) {
            return finish(masked);
        }
        if (looksOnly) {
            return LookOnly.told(task, rest, masked);
        }
        return act(rest, masked);
    }

    /** Masks wait for nothing: not for approval, not for whatever else may be wrong with the manifest. */
    private RemoteSync maskFirst(Plan plan, RemoteSync remote) {
        var masks = plan.only(Change::masks);
        return masks.isEmpty()
                ? remote
                : carryOut(new Plan(plan.syncId(), plan.cause(), masks.changes(), List.of()), remote);
    }

    /**
     * Only the masks, when the rest of the manifest cannot be looked at now.
     *
     * @return whether the remote sync exists
     */
    boolean mask() {
        var syncId = task.draft.syncId;
        binder.refuseWhenHeld(task, syncId);
        var remote = observe(syncId);
        mask(remote);
        return remote.isPresent();
    }

    /** A single schema that cannot be read keeps no mask of another one from being mended. */
    private Optional<RemoteSync> observe(String syncId) {
        fresh = new FreshSchemas(task.clock, task.creating());
        try {
            return Observer.observe(task.api(), syncId, wanted());
        } catch (ApiException unread) {
            if (Observer.isOfOneSchema(unread)) {
                mask(Observer.readable(task.api(), syncId, wanted()));
            }
            throw unread;
        }
    }

    private void mask(Optional<RemoteSync> remote) {
        remote.ifPresent(there -> {
            task.checkOrganization(there);
            var plan = plan(there);
            MaskWarnings.lost(task, there, plan);
            if (!LookOnly.applies(task, plan)) {
                maskFirst(plan, there);
            }
        });
    }

    private Outcome act(Plan plan, RemoteSync remote) {
        refuseUnknownAtNewSource(plan);
        Capabilities.check(task.api(), plan, plan.applyTo(WireReader.read(remote)));
        var verdict = approval.judge(plan);
        approval.accept(verdict);
        var after = remote;
        if (!verdict.allowed().isEmpty()) {
            after = Observer.withErrorHandling(task.api(), carryOut(verdict.allowed(), remote), wanted());
        }
        var rest = plan(after);
        if (rest.isEmpty()) {
            return finish(after);
        }
        corrections.refuseNotAccepted(rest, verdict.allowed(), after);
        if (rest.changes().stream().anyMatch(c -> c.masks() || approval.endsPause(c))) {
            return act(rest, after);
        }
        var waiting = approval.judge(rest).waiting();
        return waiting.isEmpty() ? goOn(rest) : approval.waitFor(waiting, verdict.spent());
    }

    /** What a write brought about besides what it was for, or somebody else right after it, is put right by the next pass. */
    private Outcome goOn(Plan rest) {
        task.draft.plan = PlanReport.of(rest);
        return new Outcome.Waiting(
                Reason.DRIFTED,
                "The sync is not yet as it was written; that is put right next. " + TEXT.summary(rest),
                Duration.ofSeconds(30));
    }

    /** The schemas of the sync are still those of the old source. */
    private void refuseUnknownAtNewSource(Plan plan) {
        boolean moves = plan.changes().stream().anyMatch(c -> c.place().member() == SyncMember.SOURCE_CONNECTION);
        if (moves) {
            task.refuseUnknown(
                    SourceNames.unknown(task.api(), task.desired),
                    task.desired.stated().text(SyncMember.SOURCE_CONNECTION));
        }
    }

    private RemoteSync carryOut(Plan allowed, RemoteSync remote) {
        corrections.refuseRepetition(allowed);
        corrections.refuseContested(allowed, remote);
        new PlanExecutor(task.api(), remote, task.desired, fresh, owner()).execute(allowed);
        corrections.made(allowed);
        var by = allowed.cause() == Cause.DRIFT ? " It had been changed" + MaskWords.by(remote) + "." : "";
        if (!task.creating()) {
            task.event(
                    false,
                    allowed.cause() == Cause.DRIFT ? "DriftCorrected" : "Updated",
                    TEXT.plan(allowed) + by + PlanReport.effects(allowed, task.draft.currentExecution != null));
        }
        var after = Observer.observe(task.api(), remote.record().id(), wanted(), fresh.all())
                .orElseThrow(
                        () -> Stop.stalled(Reason.REMOTE_MISSING, "The remote sync vanished while it was changed."));
        facts(after);
        return after;
    }

    private PlanExecutor.Owner owner() {
        return new PlanExecutor.Owner() {
            @Override
            public void pausing(boolean wasActive, String reason) {
                task.draft.paused = new Paused(wasActive, reason);
                task.record();
            }

            @Override
            public void writing() {
                task.checkCurrent();
            }
        };
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
        return Conditions.wasApplied(task.draft.conditions, task.generation()) ? Cause.DRIFT : Cause.SPEC;
    }

    private Outcome finish(RemoteSync remote) {
        boolean created = task.creating();
        task.pin(remote.record().sourceConnectionId(), remote.record().destinationConnectionId());
        task.draft.plan = null;
        task.draft.paused = null;
        task.spendApproval();
        if (created) {
            var wish = task.draft.create;
            task.draft.create = CreateWish.closed(wish.attempt() + 1);
        }
        task.memory.notAccepted("");
        var text = task.suspended()
                ? "The remote sync is what the manifest says; suspended, nothing is changed."
                : Reason.SYNCED.meaning();
        var idle = MaskWords.idleRules(task.desired, WireReader.read(remote));
        MaskWarnings.idle(task, idle);
        return new Outcome.Settled(Reason.SYNCED, idle.isEmpty() ? text : text + " " + String.join(" ", idle));
    }

    private void facts(RemoteSync remote) {
        var record = remote.record();
        task.draft.syncName = RemoteText.word(record.name());
        task.draft.organizationId = task.organization.organizationId();
        if (task.draft.sourceConnectionId == null) {
            task.pin(record.sourceConnectionId(), record.destinationConnectionId());
        }
        task.draft.remoteUpdatedAt = RemoteText.time(record.updatedAt());
        task.draft.active = record.active();
    }

    /** Drifted, as the pass found it; nothing is said of a generation that was not applied yet. */
    void describe(Conditions conditions, Outcome outcome) {
        if (!drifted && !(outcome instanceof Outcome.Settled)) {
            return;
        }
        boolean stays = drifted && task.draft.plan != null;
        conditions.set(
                Condition.DRIFTED,
                stays ? Condition.TRUE : Condition.FALSE,
                stays ? Reason.DRIFTED : Reason.IN_SYNC,
                stays ? task.draft.plan.summary() : "Nobody else changed the remote sync.");
    }
}
