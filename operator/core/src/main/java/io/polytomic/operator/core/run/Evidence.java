package io.polytomic.operator.core.run;

import java.util.Collection;
import java.util.List;

/** What the executions of a sync prove about a start whose answer was lost. */
public sealed interface Evidence {
    /** No execution appeared since the wish. */
    record Nothing() implements Evidence {}

    /** Exactly one appeared that nobody else claims, and it is what was asked for. */
    record OneMatch(String executionId) implements Evidence {}

    /** Something appeared, but not exactly one match: it cannot be known. */
    record Unclear(List<String> executionIds) implements Evidence {}

    /**
     * @param known ids that existed when the wish was put on record
     * @param claimed ids that other runs or the ledger hold
     */
    static Evidence of(
            RunRequest request, Collection<String> known, Collection<String> claimed, List<SeenExecution> executions) {
        var appeared = executions.stream()
                .filter(e -> !known.contains(e.id()) && !claimed.contains(e.id()) && !e.scheduled())
                .toList();
        if (appeared.isEmpty()) {
            return new Nothing();
        }
        if (appeared.size() == 1 && appeared.get(0).couldBe(request)) {
            return new OneMatch(appeared.get(0).id());
        }
        return new Unclear(appeared.stream().map(SeenExecution::id).sorted().toList());
    }
}
