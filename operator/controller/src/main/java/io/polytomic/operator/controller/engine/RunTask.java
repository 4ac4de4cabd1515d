package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunSpec;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.controller.status.RunDraft;
import io.polytomic.operator.controller.status.StaleStatusException;
import io.polytomic.operator.controller.translate.DurationText;
import io.polytomic.operator.core.run.RunPhase;
import io.polytomic.operator.core.run.RunRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;

/** One pass over one BulkSyncRun, and the status it is going to leave behind. */
final class RunTask {
    final RunRecorder recorder;
    final Clock clock;
    final RunDraft draft;
    final RunRequest request;
    BulkSyncRun run;

    RunTask(BulkSyncRun run, RunRecorder recorder, Clock clock) {
        this.run = run;
        this.recorder = recorder;
        this.clock = clock;
        this.draft = RunDraft.of(run.getStatus());
        this.request = request(run.getSpec());
    }

    static RunRequest request(BulkSyncRunSpec spec) {
        return new RunRequest(
                spec.bulkSyncRef().name(), spec.schemas(), spec.fetchMode(), spec.resyncMode(), spec.testOrDefault());
    }

    BulkSyncRunSpec spec() {
        return run.getSpec();
    }

    String namespace() {
        return run.getMetadata().getNamespace();
    }

    String name() {
        return run.getMetadata().getName();
    }

    String uid() {
        return run.getMetadata().getUid();
    }

    RunPhase phase() {
        return RunPhase.of(draft.phase);
    }

    void phase(RunPhase next) {
        draft.phase = next.word();
    }

    boolean attached() {
        return BulkSyncRunStatus.ATTACHED.equals(draft.attribution);
    }

    boolean cancelWanted() {
        return draft.cancelRequestedAt != null;
    }

    /** {@code spec.cancel} counts once it was seen, also when it is taken away again (Flux does that). */
    void latchCancel() {
        if (spec().cancelOrDefault() && draft.cancelRequestedAt == null && !phase().isFinal()) {
            draft.cancelRequestedAt = clock.instant().toString();
        }
    }

    /** @param now by the clock of the API where it is known: the operator's may be wrong */
    boolean isOverdue(Instant now) {
        var limit = DurationText.parse(spec().startDeadlineOrDefault());
        return OffsetDateTime.parse(run.getMetadata().getCreationTimestamp())
                .toInstant()
                .plus(limit)
                .isBefore(now);
    }

    /** @throws StaleStatusException when anything of the run, its status included, was written since it was read */
    void checkUntouched() {
        if (!recorder.isUntouched(run)) {
            throw new StaleStatusException(namespace() + "/" + name());
        }
    }

    /** @throws StaleStatusException when another process may lead: it finds on record what this one has come to */
    void checkLeads() {
        if (!recorder.leads()) {
            throw new StaleStatusException(namespace() + "/" + name());
        }
    }

    /** Stores the draft, a wish to start, if the run is still as it was read. */
    void wish() {
        run = recorder.wish(run, draft.build());
    }

    void record() {
        run = recorder.record(run, draft.build());
    }
}
