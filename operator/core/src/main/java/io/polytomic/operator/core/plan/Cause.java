package io.polytomic.operator.core.plan;

/** Why a plan is not empty. */
public enum Cause {
    /** The manifest changed. */
    SPEC("Spec"),
    /** The remote sync was changed by somebody else. */
    DRIFT("Drift"),
    /** An existing remote sync is taken over. */
    ADOPTION("Adoption"),
    /** The remote sync does not exist, or not any more. */
    MISSING("Missing");

    private final String word;

    Cause(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
