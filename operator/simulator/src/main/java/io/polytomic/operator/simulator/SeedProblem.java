package io.polytomic.operator.simulator;

/** A seed that cannot be used, in one sentence: where, what was found, what is allowed. */
public final class SeedProblem extends IllegalArgumentException {
    SeedProblem(String file, String path, String found, String allowed) {
        super(file + (path.isEmpty() ? "" : " at " + path) + ": found " + found + "; allowed: " + allowed + ".");
    }
}
