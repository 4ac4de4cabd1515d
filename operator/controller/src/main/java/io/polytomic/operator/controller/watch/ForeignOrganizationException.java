package io.polytomic.operator.controller.watch;

/** An answer of the API belongs to another organization than the pinned one. */
public final class ForeignOrganizationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ForeignOrganizationException(String organizationId) {
        super("The API answered for organization " + organizationId + ".", null, false, false);
    }
}
