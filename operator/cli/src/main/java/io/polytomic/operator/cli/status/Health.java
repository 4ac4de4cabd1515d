package io.polytomic.operator.cli.status;

import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.controller.status.Conditions;
import java.util.List;

/** How much a row needs a person; the order of the constants is the order of the rows. */
enum Health {
    BAD("\u001b[31m"),
    BUSY("\u001b[33m"),
    GOOD("\u001b[32m"),
    UNMANAGED("\u001b[2m");

    private final String color;

    Health(String color) {
        this.color = color;
    }

    String color() {
        return color;
    }

    /** Of an object whose Ready speaks of its configuration. */
    static Health of(List<Condition> conditions) {
        boolean bad = Conditions.isTrue(conditions, Condition.STALLED)
                || isFalse(conditions, Condition.FRESH)
                || isFalse(conditions, Condition.LAST_EXECUTION_SUCCEEDED);
        if (bad) {
            return BAD;
        }
        return Conditions.isTrue(conditions, Condition.READY) ? GOOD : BUSY;
    }

    private static boolean isFalse(List<Condition> conditions, String type) {
        var condition = Conditions.find(conditions, type);
        return condition != null && Condition.FALSE.equals(condition.status());
    }
}
