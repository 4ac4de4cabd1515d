package io.polytomic.operator.cli.sandbox;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.core.run.RunPhase;
import java.util.List;

/**
 * One object in the table.
 *
 * @param state Ready, or the reason why not; of a run its phase
 * @param done true when nothing more is expected of it
 * @param failed true when it ended or stopped without success
 */
record Row(String kind, String name, String state, String details, boolean done, boolean failed) {
    static Row of(PolytomicOrganization o) {
        var conditions = o.getStatus() == null ? null : o.getStatus().conditions();
        var details = o.getStatus() == null || o.getStatus().organizationName() == null
                ? ""
                : o.getStatus().organizationName();
        return of("PolytomicOrganization", o.getMetadata().getName(), conditions, details);
    }

    static Row of(BulkSync s) {
        var status = s.getStatus();
        var id = status == null || status.syncId() == null ? "" : "sync " + status.syncId();
        var runs = status == null || status.lastExecution() == null
                ? ""
                : ", last run " + status.lastExecution().status();
        return of("BulkSync", s.getMetadata().getName(), status == null ? null : status.conditions(), id + runs);
    }

    static Row of(BulkSyncRun r) {
        var status = r.getStatus();
        var phase = RunPhase.of(status == null ? null : status.phase());
        var records = status == null || status.recordCount() == null ? "" : status.recordCount() + " records";
        var counts = status == null || status.schemaCounts() == null
                ? ""
                : ", schemas %d/%d"
                        .formatted(
                                status.schemaCounts().completed(),
                                status.schemaCounts().total());
        boolean stalled = isStalled(status == null ? null : status.conditions());
        boolean bad = stalled || phase.isFinal() && phase != RunPhase.SUCCEEDED;
        var why = bad ? "  " + message(status.conditions()) : "";
        return new Row(
                "BulkSyncRun",
                r.getMetadata().getName(),
                phase.word(),
                records + counts + why,
                phase.isFinal() || stalled,
                bad);
    }

    private static Row of(String kind, String name, List<Condition> conditions, String details) {
        var ready = Conditions.find(conditions, Condition.READY);
        boolean isReady = ready != null && Condition.TRUE.equals(ready.status());
        boolean stalled = isStalled(conditions);
        var state = isReady ? "Ready" : ready == null ? "Pending" : ready.reason();
        var why = ready == null || isReady ? "" : "  " + ready.message();
        return new Row(kind, name, state, details + why, isReady || stalled, stalled);
    }

    private static boolean isStalled(List<Condition> conditions) {
        return Conditions.isTrue(conditions, Condition.STALLED);
    }

    private static String message(List<Condition> conditions) {
        var ready = Conditions.find(conditions, Condition.READY);
        return ready == null ? "" : ready.message();
    }

    String line() {
        return "%-22s %-20s %-18s %s".formatted(kind, name, state, details).stripTrailing();
    }
}
