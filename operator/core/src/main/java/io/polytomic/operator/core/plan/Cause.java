package io.polytomic.operator.core.plan;

/** Why a plan is not empty. */
public enum Cause {
    SPEC("Spec", "the manifest changed"),
    DRIFT("Drift", "the remote sync was changed by somebody else"),
    ADOPTION("Adoption", "an existing remote sync is taken over"),
    MISSING("Missing", "the remote sync does not exist (any more)");

    private final String word;
    private final String meaning;

    Cause(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    public String word() {
        return word;
    }

    public String meaning() {
        return meaning;
    }
}
