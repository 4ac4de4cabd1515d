package io.polytomic.operator.core.run;

import java.util.List;

/**
 * An execution as the API tells it, reduced to what decisions need.
 *
 * @param status the API's word, whatever it is
 * @param completed true when {@code completed_at} is set
 * @param schemas ids of the schemas it covers, in any order
 * @param scheduled true when an event says that a schedule started it
 * @param failedSchemas how many of its schemas failed, were canceled or interrupted
 */
public record SeenExecution(
        String id,
        String status,
        boolean completed,
        boolean test,
        boolean resync,
        boolean partial,
        String fetchMode,
        List<String> schemas,
        boolean scheduled,
        long errorCount,
        long failedSchemas) {
    public SeenExecution {
        schemas = List.copyOf(schemas);
    }

    /** The end this execution has come to, or null while it goes on; notes.md §5. Unknown words keep it running. */
    public RunPhase end() {
        if (status == null) {
            return null;
        }
        return switch (status) {
            case "completed" -> errorCount > 0 || failedSchemas > 0 ? RunPhase.PARTIALLY_FAILED : RunPhase.SUCCEEDED;
            case "failed" -> RunPhase.FAILED;
            case "canceled" -> RunPhase.CANCELED;
            case "errors" -> completed ? RunPhase.PARTIALLY_FAILED : null;
            case "interrupted" -> completed ? RunPhase.FAILED : null;
            default -> null;
        };
    }

    /** True for a word that no public source of the API knows. */
    public boolean hasUnknownStatus() {
        return status == null
                || !List.of(
                                "created",
                                "scheduled",
                                "running",
                                "exporting",
                                "processing",
                                "canceling",
                                "completed",
                                "failed",
                                "canceled",
                                "errors",
                                "interrupted")
                        .contains(status);
    }

    /** True when this could be what the request made: equal in everything both sides tell. */
    boolean couldBe(RunRequest request) {
        boolean sameSchemas = request.schemas().isEmpty()
                || schemas.isEmpty()
                || List.copyOf(request.schemas()).containsAll(schemas) && schemas.containsAll(request.schemas());
        return !scheduled
                && test == request.test()
                && resync == (request.resyncMode() != null)
                && partial == !request.schemas().isEmpty()
                && (request.fetchMode() == null
                        || fetchMode == null
                        || request.fetchMode().equals(fetchMode))
                && sameSchemas;
    }
}
