package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunSpec;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.run.RunPhase;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/** One BulkSyncRun, one pass. */
public final class RunEngine {
    private static final Duration CLEANUP_AGAIN = Duration.ofSeconds(5);
    private static final Duration WITHOUT_SYNC = Duration.ofMinutes(10);

    private final SyncEngine syncs;
    private final RunNeighbours neighbours;
    private final Lanes lanes;
    private final RunStarter starter;
    private final SyncMemory.Book memories = new SyncMemory.Book();
    private final Clock clock;

    /** @param lanes those of the runs */
    public RunEngine(SyncEngine syncs, RunNeighbours neighbours, Lanes lanes, Clock clock) {
        this.syncs = syncs;
        this.lanes = lanes;
        this.neighbours = neighbours;
        this.starter = new RunStarter(neighbours, new RunAdmission(neighbours, syncs, memories), memories);
        this.clock = clock;
    }

    public RunResult pass(BulkSyncRun run, RunRecorder recorder) {
        var task = new RunTask(run, recorder, clock);
        if (task.phase().isFinal()) {
            return finished(task);
        }
        return lanes.through(Priority.RUN, run, () -> {
                    task.latchCancel();
                    return told(task, step(task));
                })
                .orElseGet(() -> new RunResult(run, run.getStatus(), Lanes.AT_THE_LATEST));
    }

    private RunEnd step(RunTask task) {
        try {
            if (task.phase() == RunPhase.PENDING || task.phase() == RunPhase.WAITING) {
                starter.beforeStart(task);
            } else if (task.phase() == RunPhase.STARTING) {
                starter.resume(task, whereStarted(task));
            }
            return RunFollower.follow(task, syncs.organizationOf(task));
        } catch (RunEnd end) {
            return end;
        } catch (Stop stop) {
            return RunEnd.goesOn(task.phase(), stop.outcome());
        } catch (ApiException e) {
            return RunEnd.goesOn(task.phase(), Failures.outcome(e));
        }
    }

    /** Without its organization nothing can be found out about a start; it is not waited for longer than for a start. */
    private LiveOrganization whereStarted(RunTask task) {
        try {
            return syncs.organizationOf(task);
        } catch (Stop unusable) {
            if (task.isOverdue(clock.instant())) {
                throw RunEnd.ended(
                        RunPhase.FAILED,
                        Reason.START_UNCONFIRMED,
                        "A start was sent, its answer lost, its organization cannot be used, and spec.startDeadline passed;"
                                + " look at the sync in Polytomic.");
            }
            throw unusable;
        }
    }

    private RunResult told(RunTask task, RunEnd end) {
        task.phase(end.phase());
        boolean over = end.phase().isFinal();
        long generation = task.run.getMetadata().getGeneration();
        task.draft.observedGeneration = generation;
        if (over && task.draft.completedAt == null) {
            task.draft.completedAt = clock.instant().toString();
        }
        var outcome = end.outcome();
        boolean good = end.phase() == RunPhase.SUCCEEDED;
        task.draft.conditions = new Conditions(task.draft.conditions, generation, clock.instant())
                .of(outcome)
                .set(Condition.FINISHED, over ? Condition.TRUE : Condition.FALSE, outcome.reason(), outcome.message())
                .set(
                        Condition.SUCCEEDED,
                        over ? good ? Condition.TRUE : Condition.FALSE : Condition.UNKNOWN,
                        outcome.reason(),
                        outcome.message())
                .list();
        var before = task.run.getStatus() == null
                ? null
                : Conditions.find(task.run.getStatus().conditions(), Condition.STALLED);
        boolean stalls = outcome instanceof Outcome.Stalled
                && (before == null || !outcome.reason().word().equals(before.reason()));
        if (stalls && !over) {
            task.recorder.event(task.run, true, outcome.reason().word(), outcome.message());
        }
        if (over) {
            task.recorder.event(task.run, !good, end.phase().word(), outcome.message());
            memories.forget(task.uid());
            starter.release(task);
        }
        return new RunResult(task.run, task.draft.build(), over ? untilExpiry(task) : Outcomes.retry(outcome));
    }

    /**
     * The end stands. That a later generation was looked at is told all the same: a tool that compares generations, as Argo
     * CD, Flux and kubectl wait do, would wait for it for ever.
     */
    private static BulkSyncRunStatus seen(RunTask task) {
        long generation = task.run.getMetadata().getGeneration();
        if (Long.valueOf(generation).equals(task.draft.observedGeneration)) {
            return task.run.getStatus();
        }
        task.draft.observedGeneration = generation;
        task.draft.conditions = Conditions.observed(task.draft.conditions, generation);
        return task.draft.build();
    }

    private Duration untilExpiry(RunTask task) {
        return task.spec().ttlAfterFinished() == null ? null : Duration.ofSeconds(1);
    }

    /**
     * Deleted after its TTL, but only once the sync's ledger remembers it: not while the sync is away, as while it is
     * replaced, or Git would start the same run again.
     */
    private RunResult finished(RunTask task) {
        var expiry = Ledger.expiry(task.run);
        if (expiry == null) {
            return new RunResult(task.run, seen(task), null);
        }
        var left = Duration.between(clock.instant(), expiry);
        if (!left.isNegative()) {
            return new RunResult(task.run, seen(task), left.plusSeconds(1));
        }
        var sync = neighbours
                .readLive(task.namespace(), task.request.syncName())
                .filter(there -> !there.isMarkedForDeletion());
        if (sync.isEmpty()) {
            return new RunResult(task.run, seen(task), WITHOUT_SYNC);
        }
        if (!isRemembered(task, sync.get())) {
            neighbours.wakeSync(task.namespace(), task.request.syncName());
            return new RunResult(task.run, seen(task), CLEANUP_AGAIN);
        }
        task.recorder.delete(task.run);
        return new RunResult(task.run, null, null);
    }

    private static boolean isRemembered(RunTask task, BulkSync sync) {
        return Ledger.find(sync.getStatus() == null ? null : sync.getStatus().runs(), task.name())
                .filter(entry -> task.uid().equals(entry.uid()))
                .isPresent();
    }

    /** What has to happen before the object may go; empty when it may go now. */
    public Optional<Duration> cleanup(BulkSyncRun run, RunRecorder recorder) {
        var task = new RunTask(run, recorder, clock);
        boolean cancels = BulkSyncRunSpec.ON_DELETE_CANCEL.equals(task.spec().onDeleteOrDefault());
        if (cancels
                && !lanes.through(Priority.RUN, run, () -> startIsSettled(task) && isCanceled(task))
                        .orElse(false)) {
            return Optional.of(CLEANUP_AGAIN);
        }
        var sync = neighbours.readLive(task.namespace(), task.request.syncName());
        boolean remembersOlder = sync.isPresent()
                && BulkSyncRunStatus.TAKEN_OVER.equals(task.draft.attribution)
                && Ledger.find(
                                sync.get().getStatus() == null
                                        ? null
                                        : sync.get().getStatus().runs(),
                                task.name())
                        .isPresent();
        neighbours.wakeSync(task.namespace(), task.request.syncName());
        if (remembersOlder && !sync.get().isMarkedForDeletion()) {
            return Optional.of(Duration.ofSeconds(1));
        }
        starter.release(task);
        memories.forget(task.uid());
        lanes.giveUp(run);
        return Optional.empty();
    }

    /** A start whose answer was lost may have made an execution that is to be canceled: it is looked for first. */
    private boolean startIsSettled(RunTask task) {
        if (task.phase() != RunPhase.STARTING || isGivenUp(task)) {
            return true;
        }
        if (!task.cancelWanted()) {
            task.draft.cancelRequestedAt = clock.instant().toString();
        }
        var result = told(task, step(task));
        task.recorder.record(task.run, result.status());
        return task.phase().isFinal();
    }

    /** An organization may just not be connected yet; only one that stays away releases what was started in it. */
    private boolean isGivenUp(RunTask task) {
        var since = OffsetDateTime.parse(task.run.getMetadata().getDeletionTimestamp())
                .toInstant();
        try {
            syncs.organizationOf(task);
            return false;
        } catch (Stop unusable) {
            return since.plus(SyncCleanup.GIVE_UP).isBefore(clock.instant());
        }
    }

    private boolean isCanceled(RunTask task) {
        if (task.phase().isFinal() || task.draft.executionId == null || task.attached()) {
            return true;
        }
        try {
            return cancelForDeletion(task);
        } catch (ApiException e) {
            var told = told(task, RunEnd.goesOn(task.phase(), Failures.outcome(e)));
            task.recorder.record(task.run, told.status());
            return false;
        }
    }

    private boolean cancelForDeletion(RunTask task) {
        try {
            syncs.organizationOf(task)
                    .api()
                    .at(Priority.RUN)
                    .cancelExecution(task.draft.syncId, task.draft.executionId);
            return true;
        } catch (ApiException.Missing | ApiException.Conflict | ApiException.Rejected over) {
            return true;
        } catch (Stop organizationNotUsable) {
            if (!isGivenUp(task)) {
                return false;
            }
            task.recorder.event(
                    task.run,
                    true,
                    "RemoteLeftBehind",
                    "Execution " + task.draft.executionId + " was not canceled: "
                            + organizationNotUsable.outcome().message());
            return true;
        }
    }
}
