package io.polytomic.operator.controller.engine;

import io.polytomic.operator.controller.translate.RemoteSync;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.plan.Cause;
import io.polytomic.operator.core.plan.Change;
import io.polytomic.operator.core.plan.Plan;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** When to stop writing: what somebody else always changes back, and what the API takes without bringing it about. */
final class Corrections {
    private final SyncTask task;

    Corrections(SyncTask task) {
        this.task = task;
    }

    /** What was given up is not sent again before the manifest changes. */
    void refuseRepetition(Plan allowed) {
        if (task.memory.wasNotAccepted(allowed.hash())) {
            throw notAccepted(allowed.changes().stream().map(Change::path).collect(Collectors.toSet()));
        }
    }

    void refuseContested(Plan allowed, RemoteSync remote) {
        var contested = allowed.changes().stream()
                .filter(c -> !c.masks() && task.memory.isContested(key(allowed, c), task.clock.instant()))
                .map(Change::path)
                .sorted()
                .toList();
        if (!contested.isEmpty()) {
            task.draft.plan = PlanReport.of(allowed);
            throw Stop.stalled(
                    Reason.CONTESTED,
                    "Corrected three times within an hour and changed again%s: %s."
                            .formatted(MaskWords.by(remote), String.join(", ", contested)));
        }
    }

    /** A correction counts once it was sent: one that met trouble on its way says nothing of somebody else. */
    void made(Plan sent) {
        if (sent.cause() == Cause.DRIFT) {
            count(sent);
        }
    }

    private void count(Plan plan) {
        plan.changes().forEach(c -> task.memory.corrected(key(plan, c), task.clock.instant()));
    }

    /** What a new manifest says is made once more, whatever became of the older ones. */
    private String key(Plan plan, Change change) {
        return plan.cause() == Cause.DRIFT ? change.path() : task.generation() + " " + change.path();
    }

    /** A change that a successful write did not bring about is not sent again, unless somebody else came right after it. */
    void refuseNotAccepted(Plan rest, Plan sent, RemoteSync after) {
        var sentPaths = sent.changes().stream().map(Change::path).collect(Collectors.toSet());
        var still = rest.changes().stream()
                .map(Change::path)
                .filter(sentPaths::contains)
                .collect(Collectors.toSet());
        if (still.isEmpty()) {
            return;
        }
        var undone = rest.only(c -> sentPaths.contains(c.path()));
        if (!isOfSomebodyElse(after)) {
            task.memory.notAccepted(undone.hash());
            throw notAccepted(still);
        }
        if (rest.cause() != Cause.DRIFT) {
            count(undone);
        }
    }

    private boolean isOfSomebodyElse(RemoteSync remote) {
        var by = remote.record().updatedBy();
        return by != null
                && by.id() != null
                && !by.id().equals(task.organization.identity().id());
    }

    private Stop notAccepted(Set<String> paths) {
        return Stop.stalled(
                Reason.NOT_ACCEPTED,
                "The API accepted the write and did not bring it about: "
                        + String.join(", ", new TreeSet<>(paths))
                        + "; it is not sent again until the manifest changes.");
    }
}
