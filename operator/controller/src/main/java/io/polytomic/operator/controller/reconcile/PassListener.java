package io.polytomic.operator.controller.reconcile;

/** Hears of every pass over every object, for metrics. Called on the thread of the pass: quick, and it never throws. */
@FunctionalInterface
public interface PassListener {
    /** The pass came to its end and said in status what it found. */
    String DONE = "done";

    /** Somebody else wrote the object meanwhile; it is read again. */
    String CONFLICT = "conflict";

    /** An error of the operator's own. */
    String ERROR = "error";

    /** Nothing holds back the deletion of the object any more. */
    String RELEASED = "released";

    /** The object is to be deleted and something has to happen first. */
    String HELD = "held";

    PassListener NONE = (kind, outcome) -> {};

    /** @param outcome one of the words above */
    void passed(String kind, String outcome);
}
