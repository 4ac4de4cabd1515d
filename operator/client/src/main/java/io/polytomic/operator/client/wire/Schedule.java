package io.polytomic.operator.client.wire;

import java.util.List;

/**
 * A schedule of a bulk sync as read. The default schedule has no {@code schemas}, {@code resyncMode} or
 * {@code selectiveMode}; {@code id} may be absent; parts that do not matter for the frequency come back filled.
 */
public record Schedule(
        String id,
        String frequency,
        String dayOfMonth,
        String dayOfWeek,
        String hour,
        String minute,
        String month,
        String resyncMode,
        List<String> schemas,
        String selectiveMode) {
    public Schedule {
        schemas = schemas == null ? List.of() : List.copyOf(schemas);
    }
}
