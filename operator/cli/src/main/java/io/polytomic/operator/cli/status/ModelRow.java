package io.polytomic.operator.cli.status;

import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.ModelExecutionStatus;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.controller.status.Conditions;

/** The line of a model sync. */
final class ModelRow {
    private ModelRow() {}

    static Row of(ModelSync sync, String name, Ages ages) {
        var status = sync.getStatus();
        var conditions = status == null ? null : status.conditions();
        var running = status == null ? null : status.currentExecution();
        var last = status == null ? null : status.lastExecution();
        var health = Health.of(conditions);
        boolean succeeded = Conditions.isTrue(conditions, Condition.LAST_EXECUTION_SUCCEEDED);
        boolean remarkable = !Conditions.isTrue(conditions, Condition.READY)
                || status.problems() != null
                || Boolean.FALSE.equals(status.active());
        return new Row(
                health == Health.GOOD && running != null ? Health.BUSY : health,
                "model " + name,
                StatusTable.state(conditions),
                succeeded ? ages.since(last.completedAt()) : "",
                running == null ? "" : progress(running),
                StatusTable.join(
                        remarkable ? StatusTable.message(conditions) : "",
                        last == null || succeeded ? "" : failure(last, ages)));
    }

    private static String progress(ModelExecutionStatus running) {
        var counts = running.counts();
        if (counts == null || counts.total() == null) {
            return running.status();
        }
        long done =
                orZero(counts.insert()) + orZero(counts.update()) + orZero(counts.upserts()) + orZero(counts.delete());
        return StatusTable.join(running.status(), done + " of " + counts.total() + " records");
    }

    private static long orZero(Long count) {
        return count == null ? 0 : count;
    }

    private static String failure(ModelExecutionStatus last, Ages ages) {
        var age = ages.since(last.completedAt());
        var errors = last.counts() == null ? 0 : orZero(last.counts().error());
        return "last execution " + last.status() + (age.isEmpty() ? "" : " " + age + " ago")
                + (errors == 0 ? "" : " with " + errors + " errors")
                + (last.errors() == null ? "" : ": " + last.errors().get(0));
    }
}
