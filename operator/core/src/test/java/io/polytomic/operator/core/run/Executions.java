package io.polytomic.operator.core.run;

import java.util.List;

/** Executions for tests: a plain full run of all schemas that goes on, and one step away from it at a time. */
final class Executions {
    private Executions() {}

    static SeenExecution running(String id) {
        return new SeenExecution(id, "running", false, false, false, false, null, List.of(), false, 0, 0);
    }

    static SeenExecution with(String status, boolean completed, long errors, long failedSchemas) {
        return new SeenExecution(
                "e1", status, completed, false, false, false, null, List.of(), false, errors, failedSchemas);
    }

    static SeenExecution scheduled(String id) {
        return new SeenExecution(id, "running", false, false, false, false, null, List.of(), true, 0, 0);
    }

    static SeenExecution test(String id) {
        return new SeenExecution(id, "running", false, true, false, false, null, List.of(), false, 0, 0);
    }

    static SeenExecution resync(String id) {
        return new SeenExecution(id, "running", false, false, true, false, null, List.of(), false, 0, 0);
    }

    static SeenExecution partial(String id, String... schemas) {
        return new SeenExecution(id, "running", false, false, false, true, null, List.of(schemas), false, 0, 0);
    }

    static SeenExecution fetching(String id, String fetchMode) {
        return new SeenExecution(id, "running", false, false, false, false, fetchMode, List.of(), false, 0, 0);
    }
}
