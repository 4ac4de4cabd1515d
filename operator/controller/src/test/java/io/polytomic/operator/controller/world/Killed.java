package io.polytomic.operator.controller.world;

/** The operator process ends here, as by SIGKILL. */
final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String where) {
        super(where, null, false, false);
    }
}
