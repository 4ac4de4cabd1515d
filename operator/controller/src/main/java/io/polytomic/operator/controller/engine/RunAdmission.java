package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunSpec;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.RunRecord;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.client.wire.Execution;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.plan.Unknown;
import io.polytomic.operator.core.run.RunPhase;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a run may start now: what the ledger remembers of its name, its deadline, its sync as read live, its request, and
 * who goes first. Throws how the run goes on when it may not.
 */
final class RunAdmission {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    /** Names; to compare with those of a whole fleet, for each run and again and again, would cost more than the hint is worth. */
    private static final int COMPARED = 500;

    private static final Comparator<BulkSyncRun> ORDER = Comparator.comparing(
                    (BulkSyncRun r) -> r.getMetadata().getCreationTimestamp())
            .thenComparing(r -> r.getMetadata().getName());

    private final RunNeighbours neighbours;
    private final SyncEngine syncs;
    private final SyncMemory.Book memories;

    RunAdmission(RunNeighbours neighbours, SyncEngine syncs, SyncMemory.Book memories) {
        this.neighbours = neighbours;
        this.syncs = syncs;
        this.memories = memories;
    }

    /**
     * What a run that may start needs to know.
     *
     * @param checked the request was held against the API in this very pass
     */
    record Admitted(BulkSync sync, LiveOrganization organization, boolean checked) {
        String syncId() {
            return sync.getStatus().syncId();
        }

        PolytomicApi api() {
            return organization.api().at(Priority.RUN);
        }
    }

    /**
     * Everything but the queue: that is looked at while no other run of the sync is being started. The API is asked once; a
     * run that waits behind others costs no call.
     */
    Admitted admit(RunTask task) {
        if (task.cancelWanted()) {
            throw RunEnd.ended(RunPhase.CANCELED, Reason.CANCELED, "The run was canceled before it started.");
        }
        var sync =
                neighbours.readLive(task.namespace(), task.request.syncName()).orElse(null);
        if (sync != null) {
            Ledger.find(sync.getStatus() == null ? null : sync.getStatus().runs(), task.name())
                    .ifPresent(entry -> takeOver(task, entry));
        }
        if (task.isOverdue(syncs.timeFor(sync))) {
            throw RunEnd.ended(
                    RunPhase.FAILED,
                    Reason.DEADLINE_EXCEEDED,
                    "The run was not started within spec.startDeadline ("
                            + task.spec().startDeadlineOrDefault() + ").");
        }
        if (sync == null) {
            throw pending(Reason.SYNC_NOT_FOUND, noSync(task));
        }
        boolean first = !memories.of(task.uid()).requestWasChecked();
        var admitted = new Admitted(sync, startable(task, sync), first);
        if (first) {
            RunRequestCheck.refuseImpossible(task, admitted);
            memories.of(task.uid()).requestChecked();
        }
        RunRequestCheck.requireApproval(task, sync);
        return admitted;
    }

    private String noSync(RunTask task) {
        var name = task.request.syncName();
        var others = neighbours.syncNames(task.namespace());
        return "There is no BulkSync %s in this namespace%s; the run waits for one until spec.startDeadline (%s)."
                .formatted(
                        name,
                        others.isEmpty() || others.size() > COMPARED ? "" : ", " + Unknown.nearest(name, others),
                        task.spec().startDeadlineOrDefault());
    }

    /** Sending a start again may start now what did not start then: only if it might start now at all. */
    boolean mayStillStart(RunTask task) {
        var sync =
                neighbours.readLive(task.namespace(), task.request.syncName()).orElse(null);
        if (sync == null
                || sync.getStatus() == null
                || !task.draft.syncId.equals(sync.getStatus().syncId())) {
            return false;
        }
        try {
            refuseTrouble(task, sync, startable(task, sync));
            return isUnchanged(task, sync);
        } catch (RunEnd notNow) {
            return false;
        }
    }

    /** To read what a run needs takes minutes for hundreds of schemas; this one GET comes right before it is sent. */
    boolean isUnchanged(RunTask task, BulkSync sync) {
        var now = neighbours.readLive(task.namespace(), task.request.syncName()).orElse(null);
        if (now == null
                || !now.getMetadata().getUid().equals(sync.getMetadata().getUid())
                || !now.getMetadata().getGeneration().equals(sync.getMetadata().getGeneration())) {
            return false;
        }
        try {
            startable(task, now);
            return true;
        } catch (RunEnd | Stop notNow) {
            return false;
        }
    }

    private void takeOver(RunTask task, RunRecord entry) {
        if (!task.request.hash().equals(entry.requestHash())) {
            throw RunEnd.ended(
                    RunPhase.FAILED,
                    Reason.NAME_TAKEN,
                    "A finished run named " + task.name() + " made another request; use another name.");
        }
        task.draft.attribution = BulkSyncRunStatus.TAKEN_OVER;
        task.draft.takenOverFrom = entry.uid();
        task.draft.requestHash = entry.requestHash();
        task.draft.executionId = entry.executionId();
        task.draft.completedAt = entry.completedAt();
        var phase = RunPhase.of(entry.phase());
        throw RunEnd.ended(
                phase,
                reasonOf(phase),
                "This run finished before, as " + entry.phase() + "; nothing was started again.");
    }

    static Reason reasonOf(RunPhase phase) {
        for (var reason : Reason.values()) {
            if (reason.word().equals(phase.word())) {
                return reason;
            }
        }
        return Reason.FAILED;
    }

    /** The organization to use, when the sync is ready in this very generation and not suspended. */
    private LiveOrganization startable(RunTask task, BulkSync sync) {
        if (sync.isMarkedForDeletion()) {
            throw pending(Reason.SYNC_NOT_FOUND, "BulkSync " + task.request.syncName() + " is being deleted.");
        }
        if (sync.getSpec().suspendOrDefault()) {
            throw pending(Reason.SYNC_SUSPENDED, "BulkSync " + task.request.syncName() + " is suspended.");
        }
        var conditions = sync.getStatus() == null ? null : sync.getStatus().conditions();
        boolean ready = Conditions.isReadyFor(conditions, sync.getMetadata().getGeneration())
                && sync.getMetadata().getGeneration().equals(sync.getStatus().observedGeneration())
                && sync.getStatus().syncId() != null
                && sync.getStatus().paused() == null;
        if (!ready) {
            var why = Conditions.find(conditions, Condition.READY);
            throw pending(
                    Reason.PENDING,
                    "BulkSync %s is not ready in its present generation%s."
                            .formatted(task.request.syncName(), why == null ? "" : " (" + why.reason() + ")"));
        }
        var organization = syncs.organizationOf(sync);
        if (organization.suspended()) {
            throw pending(
                    Reason.SYNC_SUSPENDED,
                    "The organization of BulkSync " + task.request.syncName() + " is suspended.");
        }
        return organization;
    }

    /** Masks and filters as they are at the API in this moment. */
    private void refuseTrouble(RunTask task, BulkSync sync, LiveOrganization organization) {
        syncs.troubleBeforeRun(sync, organization).ifPresent(trouble -> {
            neighbours.wakeSync(task.namespace(), task.request.syncName());
            throw pending(Reason.MASK_LOST, trouble);
        });
    }

    private static RunEnd pending(Reason reason, String message) {
        return RunEnd.goesOn(RunPhase.PENDING, new Outcome.Waiting(reason, message, LOOK_AGAIN));
    }

    /**
     * Runs of one sync go in the order of their creation, one unresolved start at a time. On return nothing runs, and request,
     * masks and filters are as they must be.
     */
    void queue(RunTask task, Admitted admitted) {
        var before = goesFirst(task, admitted.syncId());
        var busy = task.spec().whenBusyOrDefault();
        if (before.isPresent() && !BulkSyncRunSpec.BUSY_ATTACH.equals(busy)) {
            throw busy(task, before.get());
        }
        if (!admitted.checked()) {
            RunRequestCheck.refuseImpossible(task, admitted);
        }
        var current = admitted.api().getStatus(admitted.syncId()).currentExecution();
        if (current != null && current.id() != null && BulkSyncRunSpec.BUSY_ATTACH.equals(busy)) {
            attach(task, admitted, current);
            return;
        }
        if (current != null) {
            throw busy(task, "Another execution of the sync is running.");
        }
        if (before.isPresent()) {
            throw waiting(before.get());
        }
        refuseTrouble(task, admitted.sync(), admitted.organization());
    }

    /** A start of the remote sync that is not settled, whichever object it is of, or an older run of this BulkSync. */
    private Optional<String> goesFirst(RunTask task, String syncId) {
        var starting =
                neighbours.runsOfRemote(syncId).stream().filter(r -> RunPhase.of(phaseOf(r)) == RunPhase.STARTING);
        var older = neighbours.runsOf(task.namespace(), task.request.syncName()).stream()
                .filter(r -> isBeforeStart(r) && !r.isMarkedForDeletion() && ORDER.compare(r, task.run) < 0);
        return Stream.concat(starting, older)
                .filter(r -> !r.getMetadata().getUid().equals(task.uid()))
                .min(ORDER)
                .map(r -> r.getMetadata().getNamespace().equals(task.namespace())
                        ? "Run " + r.getMetadata().getName() + " of the same sync goes first."
                        : "A run of the same remote sync in another namespace goes first.");
    }

    private static void attach(RunTask task, Admitted admitted, Execution current) {
        task.draft.organizationId = admitted.organization().organizationId();
        task.draft.syncId = admitted.syncId();
        task.draft.executionId = current.id();
        task.draft.attribution = BulkSyncRunStatus.ATTACHED;
        task.draft.requestHash = task.request.hash();
        task.phase(RunPhase.RUNNING);
        task.record();
    }

    private static RunEnd busy(RunTask task, String message) {
        if (BulkSyncRunSpec.BUSY_FAIL.equals(task.spec().whenBusyOrDefault())) {
            return RunEnd.ended(RunPhase.FAILED, Reason.BUSY, message + " spec.whenBusy is Fail.");
        }
        return waiting(message);
    }

    static RunEnd waiting(String message) {
        return RunEnd.goesOn(RunPhase.WAITING, new Outcome.Waiting(Reason.WAITING, message, LOOK_AGAIN));
    }

    private static String phaseOf(BulkSyncRun run) {
        return run.getStatus() == null ? null : run.getStatus().phase();
    }

    private static boolean isBeforeStart(BulkSyncRun run) {
        var phase = RunPhase.of(phaseOf(run));
        boolean stalled =
                run.getStatus() != null && Conditions.isTrue(run.getStatus().conditions(), Condition.STALLED);
        return phase == RunPhase.WAITING || phase == RunPhase.PENDING && !stalled;
    }
}
