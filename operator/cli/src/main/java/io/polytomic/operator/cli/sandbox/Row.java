package io.polytomic.operator.cli.sandbox;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.api.v1alpha1.OrganizationRef;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.watch.Organizations;
import io.polytomic.operator.core.run.RunPhase;
import java.util.List;
import java.util.function.Function;

/**
 * One object in the table.
 *
 * @param needs key of the object that must be Ready before this one can go on, empty when there is none
 * @param state Ready, or the reason why not; of a run its phase
 * @param why the message of an object that is not Ready, what Ready has to remark of one that is
 * @param failed true when it ended or stopped without success
 */
record Row(
        String key,
        String needs,
        String kind,
        String name,
        String state,
        String details,
        String why,
        Movement movement,
        boolean failed) {
    /** Whether more is to be expected of an object. */
    enum Movement {
        MOVES,
        /** Ready, or a run that has ended. */
        AT_ITS_END,
        /** It waits for a person. */
        STALLED
    }

    /** Columns that stay the same from line to line, however many lines are still to come. */
    static final String USUAL = "%-22s %-20s %-18s %s";

    private static final int LEAST_WIDTH = 5;
    private static final String ORGANIZATION = "PolytomicOrganization";
    private static final String SYNC = "BulkSync";
    private static final String RUN = "BulkSyncRun";
    private static final String MODEL = "ModelSync";

    static Row of(PolytomicOrganization o) {
        var status = o.getStatus();
        var details = status == null || status.organizationName() == null ? "" : status.organizationName();
        return of(ORGANIZATION, o, "", status == null ? null : status.conditions(), details);
    }

    static Row of(BulkSync s) {
        var status = s.getStatus();
        var last = status == null ? null : status.lastExecution();
        return of(
                SYNC,
                s,
                keyOf(s.getSpec().organizationRefOrDefault(), s),
                status == null ? null : status.conditions(),
                remote(status == null ? null : status.syncId(), last == null ? null : last.status()));
    }

    static Row of(ModelSync m) {
        var status = m.getStatus();
        var last = status == null ? null : status.lastExecution();
        return of(
                MODEL,
                m,
                keyOf(m.getSpec().organizationRefOrDefault(), m),
                status == null ? null : status.conditions(),
                remote(status == null ? null : status.syncId(), last == null ? null : last.status()));
    }

    private static String keyOf(OrganizationRef ref, HasMetadata from) {
        var id = Organizations.idOf(ref, from.getMetadata().getNamespace());
        return key(ORGANIZATION, id.getNamespace().orElse(""), id.getName());
    }

    private static String remote(String id, String lastRun) {
        return (id == null ? "" : "sync " + id) + (lastRun == null ? "" : ", last run " + lastRun);
    }

    static Row of(BulkSyncRun r) {
        var status = r.getStatus();
        var phase = RunPhase.of(status == null ? null : status.phase());
        var conditions = status == null ? null : status.conditions();
        var records = status == null || status.recordCount() == null ? "" : status.recordCount() + " records";
        var counts = status == null || status.schemaCounts() == null
                ? ""
                : ", schemas %d/%d"
                        .formatted(
                                status.schemaCounts().completed(),
                                status.schemaCounts().total());
        boolean stalled = !phase.isFinal() && isStalled(conditions);
        boolean held = phase == RunPhase.PENDING || phase == RunPhase.WAITING;
        boolean bad = stalled || phase.isFinal() && phase != RunPhase.SUCCEEDED;
        var namespace = r.getMetadata().getNamespace();
        return new Row(
                key(RUN, namespace, r.getMetadata().getName()),
                held ? key(SYNC, namespace, r.getSpec().bulkSyncRef().name()) : "",
                RUN,
                r.getMetadata().getName(),
                phase.word(),
                records + counts,
                bad || held ? message(conditions) : "",
                stalled ? Movement.STALLED : phase.isFinal() ? Movement.AT_ITS_END : Movement.MOVES,
                bad);
    }

    private static Row of(String kind, HasMetadata object, String needs, List<Condition> conditions, String details) {
        var ready = Conditions.find(conditions, Condition.READY);
        boolean isReady = ready != null && Condition.TRUE.equals(ready.status());
        boolean stalled = isStalled(conditions);
        return new Row(
                key(
                        kind,
                        object.getMetadata().getNamespace(),
                        object.getMetadata().getName()),
                needs,
                kind,
                object.getMetadata().getName(),
                isReady ? "Ready" : ready == null ? "Pending" : ready.reason(),
                details,
                isReady ? Conditions.remark(conditions) : message(conditions),
                stalled ? Movement.STALLED : isReady ? Movement.AT_ITS_END : Movement.MOVES,
                stalled);
    }

    private static String key(String kind, String namespace, String name) {
        return kind + "/" + namespace + "/" + name;
    }

    private static boolean isStalled(List<Condition> conditions) {
        return Conditions.isTrue(conditions, Condition.STALLED);
    }

    private static String message(List<Condition> conditions) {
        var ready = Conditions.find(conditions, Condition.READY);
        return ready == null || ready.message() == null ? "" : ready.message().replaceAll("\\p{Cntrl}+", " ");
    }

    /** Columns that leave the most room for the details. */
    static String tight(List<Row> rows) {
        return "%%-%ds %%-%ds %%-%ds %%s"
                .formatted(width(rows, Row::kind), width(rows, Row::name), width(rows, Row::state));
    }

    private static int width(List<Row> rows, Function<Row, String> cell) {
        return rows.stream().map(cell).mapToInt(String::length).reduce(LEAST_WIDTH, Math::max);
    }

    /** @param format of kind, name, state and details, such as {@link #USUAL} */
    String line(String format) {
        var gap = details.isEmpty() || why.isEmpty() ? "" : "  ";
        return format.formatted(kind, name, state, details + gap + why).stripTrailing();
    }

    /** For example {@code BulkSync orders: ApprovalRequired: The plan waits for a person.} */
    String reason() {
        return "%s %s: %s%s".formatted(kind, name, state, why.isEmpty() ? "" : ": " + why);
    }
}
