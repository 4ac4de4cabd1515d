package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.PlanChange;
import io.polytomic.operator.api.v1alpha1.PlanStatus;
import io.polytomic.operator.core.plan.Approval.Covered;
import io.polytomic.operator.core.plan.Plan;
import io.polytomic.operator.core.plan.PlanText;
import io.polytomic.operator.core.sync.Impact;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan as it stands in status. */
final class PlanReport {
    /** How many changes a status lists; the rest is counted, and an approval does not cover it after a restart. */
    static final int CHANGES_SHOWN = 50;

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

    /** What an acceptance on record covers: the changes of the plan that stands in status. */
    static Set<Covered> covered(PlanStatus plan) {
        return plan == null || plan.changes() == null
                ? Set.of()
                : plan.changes().stream()
                        .map(c -> new Covered(c.path(), c.to()))
                        .collect(Collectors.toSet());
    }
}
