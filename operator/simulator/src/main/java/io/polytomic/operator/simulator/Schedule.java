package io.polytomic.operator.simulator;

import java.time.Instant;
import java.util.List;

/** A schedule of a sync; the parts are always filled, as published answers show (notes.md section 11). Times are UTC. */
record Schedule(
        String id,
        String frequency,
        Timing timing,
        String selectiveMode,
        String resyncMode,
        List<String> schemas,
        Instant createdAt,
        Actor createdBy,
        Instant updatedAt,
        Actor updatedBy) {

    /** Text parts as the API has them: minute 0-59, hour 0-23, dayOfWeek monday..sunday, dayOfMonth 1-31, month 1-12. */
    record Timing(String minute, String hour, String dayOfWeek, String dayOfMonth, String month) {}
}
