package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.ApiGroup;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.client.wire.SchemaRecord;
import io.polytomic.operator.controller.translate.ManifestReader;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.run.RunPhase;
import io.polytomic.operator.core.sync.Impact;
import java.util.List;
import java.util.stream.Collectors;

/** Holds what a run asks for against its sync; throws how the run goes on when it cannot be had, or not yet. */
final class RunRequestCheck {
    private RunRequestCheck() {}

    /** The sync has all these schemas, and its destination this resync mode. */
    static void refuseImpossible(RunTask task, RunAdmission.Admitted admitted) {
        if (!task.request.schemas().isEmpty()) {
            var schemas = admitted.api().listSchemas(admitted.syncId());
            for (var wanted : task.request.schemas()) {
                checkSchema(task, schemas, wanted);
            }
        }
        if (task.request.resyncMode() != null) {
            checkResync(task, admitted);
        }
    }

    private static void checkSchema(RunTask task, List<SchemaRecord> schemas, String wanted) {
        var found = schemas.stream().filter(s -> wanted.equals(s.id())).findFirst();
        if (found.isEmpty() || Boolean.FALSE.equals(found.get().enabled())) {
            var enabled = schemas.stream()
                    .filter(s -> !Boolean.FALSE.equals(s.enabled()))
                    .map(SchemaRecord::id)
                    .sorted()
                    .limit(10)
                    .collect(Collectors.joining(", "));
            throw RunEnd.ended(
                    RunPhase.FAILED,
                    Reason.INVALID_REQUEST,
                    "spec.schemas: BulkSync %s %s schema \"%s\"; enabled are: %s."
                            .formatted(
                                    task.request.syncName(),
                                    found.isEmpty() ? "has no" : "has disabled",
                                    wanted,
                                    enabled.isEmpty() ? "none" : enabled));
        }
    }

    private static void checkResync(RunTask task, RunAdmission.Admitted admitted) {
        var mode = task.request.resyncMode();
        var supported = admitted.api()
                .getBulkDestination(admitted.sync().getStatus().destinationConnectionId())
                .supportedResyncModes();
        if (!supported.isEmpty() && !supported.contains(mode)) {
            throw RunEnd.ended(
                    RunPhase.FAILED,
                    Reason.INVALID_REQUEST,
                    "spec.resyncMode: the destination does not support \"%s\"; it supports %s."
                            .formatted(mode, String.join(", ", supported)));
        }
    }

    /** A run that copies data again needs a yes where its sync demands it. */
    static void requireApproval(RunTask task, BulkSync sync) {
        if (task.request.resyncMode() == null) {
            return;
        }
        var hash = task.request.hash();
        var annotations = task.run.getMetadata().getAnnotations();
        boolean approved = annotations != null && hash.equals(annotations.get(ApiGroup.APPROVED_PLAN));
        if (ManifestReader.requiredApprovals(sync.getSpec()).contains(Impact.RESYNC) && !approved) {
            task.draft.requestHash = hash;
            throw RunEnd.goesOn(
                    RunPhase.PENDING,
                    new Outcome.Stalled(
                            Reason.APPROVAL_REQUIRED,
                            "resyncMode %s of sync %s copies data again and needs approval. To approve: kubectl annotate"
                                            .formatted(
                                                    task.request.resyncMode(),
                                                    sync.getStatus().syncId())
                                    + " bulksyncrun %s -n %s %s=%s --overwrite --field-manager=flux-client-side-apply"
                                            .formatted(task.name(), task.namespace(), ApiGroup.APPROVED_PLAN, hash),
                            Stop.RECHECK));
        }
    }
}
