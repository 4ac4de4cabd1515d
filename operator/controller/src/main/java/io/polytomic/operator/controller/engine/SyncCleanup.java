package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncSpec;
import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.status.SyncDraft;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Ends a BulkSync. Retain needs no call and no key. Delete removes the remote sync first, and lets the object go without it
 * only when nothing can be done any more: then a Warning event says what is left behind.
 */
public final class SyncCleanup {
    /** An organization or Secret that is gone this long releases its objects. */
    public static final Duration GIVE_UP = Duration.ofMinutes(10);

    private static final Duration AGAIN = Duration.ofSeconds(15);
    private static final String LEFT_BEHIND = "RemoteLeftBehind";
    private static final String LOOKED_FOR =
            "A create was sent and its answer lost; its result is looked for before this object goes.";
    private static final String WAITS = "The object waits for its remote sync to be deleted. ";

    private final SyncEngine syncs;
    private final Clock clock;

    public SyncCleanup(SyncEngine syncs, Clock clock) {
        this.syncs = syncs;
        this.clock = clock;
    }

    /**
     * @param organizationExists false when the PolytomicOrganization or its Secret does not exist
     * @param namespaceEnds the namespace is being deleted: its Secret may be gone first
     * @return when to try again; empty when the object may go
     */
    public Optional<Duration> cleanup(
            BulkSync sync, boolean organizationExists, boolean namespaceEnds, Recorder recorder) {
        if (!BulkSyncSpec.DELETION_DELETE.equals(sync.getSpec().deletionOrDefault()) || hasNothing(sync)) {
            tellOfPause(sync, recorder);
            syncs.forget(sync);
            return Optional.empty();
        }
        return syncs.lanes()
                .through(Priority.USER_EDIT, sync, () -> removed(sync, organizationExists, namespaceEnds, recorder))
                .orElse(Optional.of(Lanes.AT_THE_LATEST));
    }

    private Optional<Duration> removed(
            BulkSync sync, boolean organizationExists, boolean namespaceEnds, Recorder recorder) {
        try {
            if (!remove(sync, recorder)) {
                return Optional.of(AGAIN);
            }
            syncs.forget(sync);
            return Optional.empty();
        } catch (Stop stop) {
            return notYet(sync, stop.outcome(), organizationExists, namespaceEnds, recorder);
        } catch (ApiException e) {
            return notYet(sync, Failures.outcome(e), organizationExists, namespaceEnds, recorder);
        }
    }

    private static void tellOfPause(BulkSync sync, Recorder recorder) {
        var status = sync.getStatus();
        if (status != null
                && status.paused() != null
                && Boolean.TRUE.equals(status.paused().wasActive())) {
            recorder.event(
                    sync,
                    true,
                    LEFT_BEHIND,
                    "Remote sync %s is left as it is: paused by this operator (%s), it was active before."
                            .formatted(status.syncId(), status.paused().reason()));
        }
    }

    private static boolean hasNothing(BulkSync sync) {
        var status = sync.getStatus();
        return status == null
                || status.syncId() == null
                        && (status.create() == null || status.create().requestedAt() == null);
    }

    /** @return false when it is not done: its remote sync is looked for */
    private boolean remove(BulkSync sync, Recorder recorder) {
        var organization = syncs.organizationOf(sync);
        var pinned = sync.getStatus().organizationId();
        if (pinned != null && !pinned.equals(organization.organizationId())) {
            throw Stop.stalled(
                    Reason.ORGANIZATION_CHANGED,
                    "The sync belongs to organization " + pinned + "; nothing is deleted.");
        }
        if (organization.suspended()) {
            throw Stop.stalled(
                    Reason.ORGANIZATION_SUSPENDED,
                    "The organization is suspended; the remote sync is not deleted until it is not.");
        }
        var task = syncs.task(sync, organization, recorder);
        if (task.draft.syncId == null && !settleOpenCreate(task)) {
            return false;
        }
        if (task.draft.syncId == null) {
            return true;
        }
        if (syncs.isHeldByAnother(task)) {
            recorder.event(
                    sync,
                    true,
                    LEFT_BEHIND,
                    "Remote sync " + task.draft.syncId + " was not deleted: another object manages it.");
            return true;
        }
        delete(task);
        return true;
    }

    /** A create that was sent may have made a sync: it is looked for, never sent again. */
    private static boolean settleOpenCreate(SyncTask task) {
        var listing = task.organization.watch().listing();
        var found = CreateProtocol.candidates(task, task.draft.create, listing);
        if (found.size() > 1) {
            throw Stop.stalled(
                    Reason.AMBIGUOUS_MATCH,
                    "A create was sent, its answer lost, and several syncs could be its result: "
                            + String.join(", ", found)
                            + "; none is deleted. Set spec.deletion to Retain to let this object go.");
        }
        if (found.size() == 1) {
            CreateProtocol.refuseOthers(task, listing, found.get(0));
            task.draft.syncId = found.get(0);
            task.record();
            return true;
        }
        if (LostAnswer.isLongEmpty(
                task.draft.create.lookingSince(), task.organization.watch().serverNow())) {
            return true;
        }
        if (task.draft.create.lookingSince() == null) {
            CreateProtocol.onlyLook(task);
            task.progress(Reason.DELETING, WAITS + LOOKED_FOR);
            task.record();
            return false;
        }
        throw Stop.waiting(Reason.DELETING, LOOKED_FOR, AGAIN);
    }

    /** What is deleted is deleted for good: only for the object as it is now, by the process that leads. */
    private static void delete(SyncTask task) {
        task.checkCurrent();
        try {
            task.api().deleteBulkSync(task.draft.syncId);
        } catch (ApiException.Missing missing) {
            if (!missing.saidByApi()) {
                throw missing;
            }
        }
        task.organization.watch().lookedAbsent(task.draft.syncId);
        task.event(false, "Deleted", "Remote sync " + task.draft.syncId + " was deleted.");
    }

    private Optional<Duration> notYet(
            BulkSync sync, Outcome why, boolean organizationExists, boolean namespaceEnds, Recorder recorder) {
        var since =
                OffsetDateTime.parse(sync.getMetadata().getDeletionTimestamp()).toInstant();
        boolean gaveUp = !organizationExists && since.plus(GIVE_UP).isBefore(clock.instant());
        if (namespaceEnds || gaveUp) {
            recorder.event(
                    sync,
                    true,
                    LEFT_BEHIND,
                    "Remote sync %s was not deleted (%s) and is left behind."
                            .formatted(sync.getStatus().syncId(), why.reason().word()));
            syncs.forget(sync);
            return Optional.empty();
        }
        report(sync, why, clock.instant(), recorder);
        return Optional.of(AGAIN);
    }

    private static void report(BulkSync sync, Outcome why, Instant now, Recorder recorder) {
        var draft = SyncDraft.of(sync.getStatus());
        long generation = sync.getMetadata().getGeneration();
        draft.observedGeneration = generation;
        var message = WAITS + why.message();
        draft.conditions = new Conditions(draft.conditions, generation, now)
                .of(new Outcome.Waiting(why.reason(), message, AGAIN))
                .list();
        recorder.record(sync, draft.build());
    }
}
