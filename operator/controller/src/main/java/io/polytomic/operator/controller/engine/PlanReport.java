package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.PlanChange;
import io.polytomic.operator.api.v1alpha1.PlanStatus;
import io.polytomic.operator.core.plan.Approval.Covered;
import io.polytomic.operator.core.plan.Plan;
import io.polytomic.operator.core.plan.PlanText;
import io.polytomic.operator.core.sync.Impact;
import io.polytomic.operator.core.sync.SyncMember;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan as it stands in status. */
final class PlanReport {
    /** How many changes a status lists; the rest is counted, and an approval does not cover it after a restart. */
    static final int CHANGES_SHOWN = 50;

    private static final int CHANGES_IN_A_MESSAGE = 3;

    /** Characters of changes in a message, so that the line to type behind them is never cut off. */
    private static final int BRIEF_LIMIT = 800;

    private static final PlanText TEXT = PlanText.shared();

    private PlanReport() {}

    static PlanStatus of(Plan plan) {
        var changes = plan.changes().stream()
                .limit(CHANGES_SHOWN)
                .map(c -> new PlanChange(c.path(), TEXT.from(c), TEXT.to(c), TEXT.impacts(c)))
                .toList();
        int omitted = plan.changes().size() - changes.size();
        return new PlanStatus(
                plan.hash(),
                plan.cause().word(),
                TEXT.summary(plan),
                plan.impacts().stream().map(Impact::word).toList(),
                changes,
                omitted == 0 ? null : omitted);
    }

    /** The first changes in one line, for a condition: {@code mode: "replicate" -> "snapshot"; and 2 more}. */
    static String brief(Plan plan) {
        var first = plan.changes().stream()
                .limit(CHANGES_IN_A_MESSAGE)
                .map(c -> c.path() + ": " + TEXT.from(c) + " -> " + TEXT.to(c))
                .collect(Collectors.joining("; "));
        var shown = first.length() <= BRIEF_LIMIT ? first : first.substring(0, BRIEF_LIMIT - 1) + "…";
        int more = plan.changes().size() - CHANGES_IN_A_MESSAGE;
        return TEXT.summary(plan) + " " + first
                + (more > 0 ? "; and " + more + " more (status.plan lists them)." : ".");
    }

    /** What a person should know of when and how these changes take effect (notes.md §8, §10); empty for nothing. */
    static String effects(Plan plan, boolean running) {
        var notes = new StringBuilder();
        var members = plan.changes().stream().map(c -> c.place().member()).collect(Collectors.toSet());
        boolean configuration = members.contains(SyncMember.SOURCE_CONFIGURATION)
                || members.contains(SyncMember.DESTINATION_CONFIGURATION)
                || members.contains(SyncMember.SOURCE_CONNECTION)
                || members.contains(SyncMember.DESTINATION_CONNECTION);
        boolean deactivates = plan.changes().stream()
                .anyMatch(c -> c.place().member() == SyncMember.ACTIVE && Boolean.FALSE.equals(c.to()));
        if (configuration) {
            notes.append(" Source and destination take effect with the next execution.");
        }
        if (running && deactivates) {
            notes.append(" Deactivating cancels the execution that is running.");
        }
        return notes.toString();
    }

    /** What an acceptance on record covers: the changes of the plan that stands in status. */
    static Set<Covered> covered(PlanStatus plan) {
        return plan == null || plan.changes() == null
                ? Set.of()
                : plan.changes().stream()
                        .map(c -> new Covered(c.path(), c.to()))
                        .collect(Collectors.toSet());
    }
}
