package io.polytomic.operator.controller.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.api.v1alpha1.ApiGroup;
import io.polytomic.operator.api.v1alpha1.Approval;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.CreateWish;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.status.SyncDraft;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How soon an object is looked at")
class UrgencyTest {
    private static final Outcome READY = new Outcome.Settled(Reason.SYNCED, "As stated.");
    private static final Outcome STALLED =
            new Outcome.Stalled(Reason.UNKNOWN_SCHEMA, "No such schema.", Duration.ofMinutes(10));

    private final SyncDraft draft = new SyncDraft();
    private final Map<String, String> annotations = new HashMap<>();

    private BulkSync after(Outcome outcome, long seen, long generation) {
        draft.observedGeneration = seen;
        draft.conditions =
                new Conditions(List.of(), seen, Instant.EPOCH).of(outcome).list();
        var sync = new BulkSync();
        sync.getMetadata().setGeneration(generation);
        sync.getMetadata().setAnnotations(annotations);
        sync.setStatus(draft.build());
        return sync;
    }

    private Priority of(Outcome outcome, long seen, long generation) {
        draft.syncId = "248df4b7";
        return Urgency.of(after(outcome, seen, generation), false);
    }

    @Test
    @DisplayName("new ones, and those whose creation is not finished, wait behind edits")
    void creation() {
        var fresh = new BulkSync();
        fresh.getMetadata().setGeneration(1L);
        assertThat(Urgency.of(fresh, false)).isEqualTo(Priority.CREATE);
        draft.create = new CreateWish(1, 1L, "2026-01-01T00:00:00Z", null, null);
        assertThat(of(new Outcome.Waiting(Reason.CREATING, "Is being created.", null), 1, 1))
                .isEqualTo(Priority.CREATE);
    }

    @Test
    @DisplayName("an edit, a request and an approval come first, of an object in error too")
    void news() {
        assertThat(of(READY, 1, 2)).isEqualTo(Priority.USER_EDIT);
        assertThat(of(STALLED, 1, 2)).isEqualTo(Priority.USER_EDIT);
        annotations.put(ApiGroup.RECONCILE_REQUESTED_AT, "now");
        assertThat(of(READY, 1, 1)).isEqualTo(Priority.USER_EDIT);
        assertThat(of(STALLED, 1, 1)).isEqualTo(Priority.USER_EDIT);
        annotations.clear();
        annotations.put(ApiGroup.APPROVED_PLAN, "v1-abc");
        assertThat(of(STALLED, 1, 1)).isEqualTo(Priority.USER_EDIT);
    }

    @Test
    @DisplayName("one that waits for a person is looked at again last, its old approval notwithstanding")
    void error() {
        assertThat(of(STALLED, 1, 1)).isEqualTo(Priority.ERROR);
        draft.lastApproval = new Approval("v1-abc", "2026-01-01T00:00:00Z", Approval.STATE_SPENT);
        annotations.put(ApiGroup.APPROVED_PLAN, "v1-abc");
        annotations.put(ApiGroup.RECONCILE_REQUESTED_AT, "yesterday");
        draft.lastHandledReconcileAt = "yesterday";
        assertThat(of(STALLED, 1, 1)).isEqualTo(Priority.ERROR);
        draft.syncId = null;
        assertThat(Urgency.of(after(STALLED, 1, 1), false)).isEqualTo(Priority.ERROR);
    }

    @Test
    @DisplayName("one at rest is swept, and looked at sooner when the watcher saw it move")
    void rest() {
        draft.syncId = "248df4b7";
        assertThat(Urgency.hasWork(after(READY, 1, 1))).isFalse();
        assertThat(Urgency.of(after(READY, 1, 1), false)).isEqualTo(Priority.SWEEP);
        assertThat(Urgency.of(after(READY, 1, 1), true)).isEqualTo(Priority.POLL);
        assertThat(Urgency.of(after(STALLED, 1, 1), true)).isEqualTo(Priority.POLL);
    }
}
