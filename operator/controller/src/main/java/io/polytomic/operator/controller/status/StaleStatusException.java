package io.polytomic.operator.controller.status;

/** Somebody else wrote this object's status since it was read: read again, send nothing (design.md §2). */
public final class StaleStatusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleStatusException(String object) {
        super("The status of " + object + " was written by somebody else meanwhile.", null, false, false);
    }
}
