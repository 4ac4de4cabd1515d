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
        if (allowed.cause() != Cause.DRIFT) {
            return;
        }
        var contested = task.memory.corrected(
                allowed.changes().stream()
                        .filter(c -> !c.masks())
                        .map(Change::path)
                        .toList(),
                task.clock.instant());
        if (!contested.isEmpty()) {
            task.draft.plan = PlanReport.of(allowed);
            throw Stop.stalled(
                    Reason.CONTESTED,
                    "Corrected three times within an hour and changed again%s: %s."
                            .formatted(MaskWords.by(remote), String.join(", ", contested)));
        }
    }

    /** A change that a successful write did not bring about is not sent again. */
    void refuseNotAccepted(Plan rest, Plan sent) {
        var sentPaths = sent.changes().stream().map(Change::path).collect(Collectors.toSet());
        var still = rest.changes().stream()
                .map(Change::path)
                .filter(sentPaths::contains)
                .collect(Collectors.toSet());
        if (!still.isEmpty()) {
            task.memory.notAccepted(rest.only(c -> sentPaths.contains(c.path())).hash());
            throw notAccepted(still);
        }
    }

    private Stop notAccepted(Set<String> paths) {
        return Stop.stalled(
                Reason.NOT_ACCEPTED,
                "The API accepted the write and did not bring it about: "
                        + String.join(", ", new TreeSet<>(paths))
                        + "; it is not sent again until the manifest changes.");
    }
}
