package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.ApiGroup;
import io.polytomic.operator.api.v1alpha1.Approval;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncSpec;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.ConnectionSpec;
import io.polytomic.operator.api.v1alpha1.CreateWish;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.status.StaleStatusException;
import io.polytomic.operator.controller.status.SyncDraft;
import io.polytomic.operator.controller.translate.RemoteSync;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.sync.DesiredSync;
import io.polytomic.operator.core.sync.SyncMember;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** One pass over one BulkSync: what it is about, and the status it is going to leave behind. */
final class SyncTask {
    /** Annotation with the hash of an approved plan. */
    static final String APPROVED_PLAN = ApiGroup.APPROVED_PLAN;

    /** Annotation whose new value asks for a full re-read. */
    static final String RECONCILE_REQUESTED = ApiGroup.RECONCILE_REQUESTED_AT;

    static final String SPENT = Approval.STATE_SPENT;
    static final String ACCEPTED = Approval.STATE_ACTIVE;

    private static final int UNKNOWN_SHOWN = 5;

    final LiveOrganization organization;
    final SyncMemory memory;
    final Recorder recorder;
    final Clock clock;
    final SyncDraft draft;
    private final Priority priority;
    private final long generation;
    BulkSync sync;
    DesiredSync desired;

    SyncTask(
            BulkSync sync,
            LiveOrganization organization,
            SyncMemory memory,
            Recorder recorder,
            Clock clock,
            Priority priority) {
        this.sync = sync;
        this.organization = organization;
        this.memory = memory;
        this.recorder = recorder;
        this.clock = clock;
        this.priority = priority;
        this.generation = sync.getMetadata().getGeneration();
        this.draft = SyncDraft.of(sync.getStatus(), generation);
    }

    BulkSyncSpec spec() {
        return sync.getSpec();
    }

    PolytomicApi api() {
        return organization.api().at(priority);
    }

    /** The one this pass looks at, though the object may be edited meanwhile. */
    long generation() {
        return generation;
    }

    String uid() {
        return sync.getMetadata().getUid();
    }

    /** The remote name: stated, or the object's own. */
    String name() {
        return nameOf(sync);
    }

    static String nameOf(BulkSync sync) {
        return sync.getSpec().name() == null
                ? sync.getMetadata().getName()
                : sync.getSpec().name();
    }

    String annotation(String key) {
        var annotations = sync.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(key);
    }

    /** A person asked for a full look that was not taken yet. */
    boolean requested() {
        var token = annotation(RECONCILE_REQUESTED);
        return token != null && !token.equals(draft.lastHandledReconcileAt);
    }

    boolean suspended() {
        return spec().suspendOrDefault() || organization.suspended();
    }

    /** A create wish is on record and its sync is not finished, or may not even exist. */
    boolean creating() {
        return draft.create != null && draft.create.requestedAt() != null;
    }

    /** Stores the draft as it is now, before something is sent that cannot be repeated. */
    void record() {
        sync = recorder.record(sync, draft.build());
    }

    /**
     * Stores the draft as the wish to send something that cannot be repeated. On return the object is still the very one this
     * pass has read, and this process the one that may act.
     *
     * @throws StaleStatusException otherwise; nothing is sent then
     */
    void wish() {
        if (sync.getMetadata().getGeneration() != generation || sync.isMarkedForDeletion()) {
            throw stale(); // an earlier write of this pass has met a newer version
        }
        sync = recorder.wish(sync, draft.build());
        checkUntouched();
    }

    /** @throws StaleStatusException when the object was edited, or replaced, since this pass has begun */
    void checkCurrent() {
        if (!recorder.isCurrent(sync, generation)) {
            throw stale();
        }
    }

    /** @throws StaleStatusException when anything of the object, its status included, was written since it was read */
    void checkUntouched() {
        if (!recorder.isUntouched(sync)) {
            throw stale();
        }
    }

    private StaleStatusException stale() {
        return new StaleStatusException(
                sync.getMetadata().getNamespace() + "/" + sync.getMetadata().getName());
    }

    /** What is going on now, for the next {@link #record()}. */
    void progress(Reason reason, String message) {
        draft.observedGeneration = generation();
        draft.conditions = new Conditions(draft.conditions, generation(), clock.instant())
                .of(new Outcome.Waiting(reason, message, Duration.ZERO))
                .list();
    }

    void event(boolean warning, String reason, String message) {
        recorder.event(sync, warning, reason, message);
    }

    void accept(String hash) {
        draft.lastApproval = new Approval(
                hash, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(), ACCEPTED);
        draft.observedGeneration = generation();
        record();
    }

    boolean approvalUnderWay() {
        return draft.lastApproval != null && ACCEPTED.equals(draft.lastApproval.state());
    }

    /** Which connections the names in the manifest mean from now on; an id that is not what a name means has none. */
    void pin(String sourceId, String destinationId) {
        draft.sourceConnectionId = sourceId;
        draft.destinationConnectionId = destinationId;
        draft.sourceConnectionName = nameOf(spec().source(), sourceId, SyncMember.SOURCE_CONNECTION);
        draft.destinationConnectionName =
                nameOf(spec().destination(), destinationId, SyncMember.DESTINATION_CONNECTION);
    }

    private String nameOf(ConnectionSpec end, String id, SyncMember member) {
        boolean meant = id != null && id.equals(desired.stated().text(member));
        return end == null || !meant ? null : end.connectionName();
    }

    /** Its remote sync is gone for good, and another one is going to take its place. */
    void unbind() {
        draft.syncId = null;
        pin(null, null);
        draft.remoteUpdatedAt = null;
        closeWish();
    }

    /** What was sent under the wish is settled, or does not matter any more; its key is never used again. */
    void closeWish() {
        if (draft.create != null) {
            int attempt = draft.create.attempt() == null ? 1 : draft.create.attempt();
            draft.create = CreateWish.closed(creating() ? attempt + 1 : attempt);
        }
    }

    void spendApproval() {
        if (approvalUnderWay()) {
            draft.lastApproval = new Approval(draft.lastApproval.hash(), draft.lastApproval.at(), SPENT);
        }
    }

    /** Nothing is sent to a sync of another organization than the key's. */
    void checkOrganization(RemoteSync remote) {
        var id = remote.record().organizationId();
        if (id != null && !id.equals(organization.organizationId())) {
            throw Stop.stalled(
                    Reason.ORGANIZATION_CHANGED, "The sync belongs to organization " + id + "; nothing is sent.");
        }
    }

    /** @param what what waits until the suspension ends */
    void refuseWhenSuspended(String what) {
        if (suspended()) {
            throw Stop.stalled(
                    organization.suspended() ? Reason.ORGANIZATION_SUSPENDED : Reason.SUSPENDED,
                    "Nothing is changed while " + who() + " is suspended; waiting: " + what);
        }
    }

    /**
     * One refresh of the schema cache, then a stop with the nearest names. What status already says of this manifest was
     * refreshed for by an operator before this one.
     */
    void refuseUnknown(List<String> unknown, String sourceConnectionId) {
        if (unknown.isEmpty()) {
            return;
        }
        var sentence = String.join(" ", unknown.stream().limit(UNKNOWN_SHOWN).toList());
        boolean said = !requested() && isStalledAs(Reason.UNKNOWN_SCHEMA, sentence);
        if (memory.firstRefreshFor(sentence) && !said && !suspended()) {
            api().refreshSchemas(sourceConnectionId);
            throw Stop.waiting(
                    Reason.WAITING_FOR_SCHEMAS,
                    sentence + " The schema cache is being refreshed.",
                    Duration.ofSeconds(5));
        }
        throw Stop.stalled(Reason.UNKNOWN_SCHEMA, sentence);
    }

    private boolean isStalledAs(Reason reason, String message) {
        var stalled = Conditions.find(draft.conditions, Condition.STALLED);
        return stalled != null
                && reason.word().equals(stalled.reason())
                && stalled.message() != null
                && stalled.message().startsWith(message)
                && Long.valueOf(generation()).equals(stalled.observedGeneration());
    }

    /** Who is suspended, for sentences. */
    String who() {
        return organization.suspended() ? "the organization" : "the object";
    }
}
