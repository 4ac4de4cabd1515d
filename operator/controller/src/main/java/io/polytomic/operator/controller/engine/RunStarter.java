package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.StartWish;
import io.polytomic.operator.client.wire.Execution;
import io.polytomic.operator.controller.status.StaleStatusException;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.core.run.RunPhase;
import io.polytomic.operator.core.run.StartAnswer;
import io.polytomic.operator.core.run.StartMachine;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * From an admitted run to a known execution id: the wish on record, the start itself, and, in {@link LostStart}, what is
 * done when its answer was lost (design.md §2). On return the draft holds the execution id; otherwise it throws how the run goes on.
 */
final class RunStarter {
    private final RunAdmission admission;
    private final StartSteps steps;
    private final LostStart lost;
    /** Remote sync id to uid of the run whose start is not settled: the cache may lag behind what was just recorded. */
    private final Map<String, String> unresolved = new ConcurrentHashMap<>();

    RunStarter(RunNeighbours neighbours, RunAdmission admission, SyncMemory.Book memories) {
        this.admission = admission;
        this.steps = new StartSteps(memories);
        this.lost = new LostStart(neighbours, admission, steps);
    }

    void beforeStart(RunTask task) {
        try {
            var admitted = admission.admit(task);
            claim(task, admitted.syncId());
            admission.queue(task, admitted);
            begin(task, admitted);
        } finally {
            if (!mayHaveOpenWish(task)) {
                release(task);
            }
        }
    }

    /** Also when the answer of the API server was lost as it was written: then until the next pass, which knows. */
    private static boolean mayHaveOpenWish(RunTask task) {
        return task.phase() == RunPhase.STARTING && task.draft.start.requestedAt() != null;
    }

    private void claim(RunTask task, String syncId) {
        var holder = unresolved.putIfAbsent(syncId, task.uid());
        if (holder != null && !holder.equals(task.uid())) {
            throw RunAdmission.waiting("Another run of the same sync is being started.");
        }
    }

    /** The run's start is settled, or never came to it, or the run is gone. */
    void release(RunTask task) {
        unresolved.values().remove(task.uid());
    }

    /** The wish goes on record, then the start is sent once: nobody sent this key before. */
    private void begin(RunTask task, RunAdmission.Admitted admitted) {
        if (task.draft.executionId != null) {
            return;
        }
        wish(task, admitted);
        var organization = admitted.organization();
        var before = task.clock.instant();
        record(task);
        boolean unchanged = task.recorder.isUntouched(task.run) && admission.isUnchanged(task, admitted.sync());
        task.checkLeads();
        if (task.clock.instant().isAfter(before.plus(LostAnswer.ALONE))) { // another one may lead by now: look first
            steps.act(task, organization, StartMachine.first(new StartAnswer.Lost(false)));
            return;
        }
        if (!unchanged) {
            throw StartSteps.notSent(task);
        }
        var answer = StartCall.send(task, admitted.api());
        if (wasAlone(task, before, answer)) {
            steps.act(task, organization, StartMachine.first(answer));
        } else {
            lost.repeated(task, organization, admitted.api(), answer);
        }
    }

    /**
     * Another leader may have sent this key while it was under way, and a refusal may speak of that. The lease, asked after
     * the refusal, knows: a process that lost it never has it again.
     */
    private static boolean wasAlone(RunTask task, Instant before, StartAnswer answer) {
        boolean refused = !(answer instanceof StartAnswer.Started || answer instanceof StartAnswer.Lost);
        return before.plus(LostAnswer.ALONE).isAfter(task.clock.instant()) && (!refused || task.recorder.leads());
    }

    private void record(RunTask task) {
        try {
            task.wish();
        } catch (StaleStatusException nothingIsStored) {
            release(task);
            throw nothingIsStored;
        }
    }

    private static void wish(RunTask task, RunAdmission.Admitted admitted) {
        var organization = admitted.organization();
        var listed = admitted.api().listExecutions(admitted.syncId(), StartEvidence.LISTED, null);
        organization.watch().tellTime(listed.serverTime());
        var known = listed.items().stream().map(Execution::id).toList();
        var last = task.draft.start;
        task.draft.start = new StartWish(
                last == null || last.attempt() == null ? 1 : last.attempt(),
                organization.watch().serverNow().toString(),
                known.isEmpty() ? null : known,
                organization.sender(),
                null);
        task.draft.syncId = admitted.syncId();
        task.draft.organizationId = organization.organizationId();
        task.draft.syncGeneration = admitted.sync().getMetadata().getGeneration();
        task.draft.requestHash = task.request.hash();
        task.phase(RunPhase.STARTING);
    }

    /** A wish was found on record: it may have been sent. */
    void resume(RunTask task, LiveOrganization organization) {
        unresolved.putIfAbsent(task.draft.syncId, task.uid());
        try {
            lost.settle(task, organization);
        } catch (RunEnd end) {
            if (end.phase() != RunPhase.STARTING) {
                release(task);
            }
            throw end;
        }
        release(task);
    }
}
