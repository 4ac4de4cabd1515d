package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The top-level configuration of a bulk sync, as create and PUT write it.
 *
 * @param schedules the default schedule first, then the additional ones
 */
record SyncSettings(
        String name,
        String mode,
        boolean active,
        String sourceConnectionId,
        String destinationConnectionId,
        ObjectNode sourceConfiguration,
        ObjectNode destinationConfiguration,
        String addNewFields,
        String addNewObjects,
        String normalizeNames,
        boolean disableRecordTimestamps,
        Integer concurrencyLimit,
        Integer resyncConcurrencyLimit,
        String dataCutoff,
        List<String> policies,
        List<Schedule> schedules) {

    SyncSettings withActive(boolean value) {
        return with(value, schedules);
    }

    SyncSettings withSchedules(List<Schedule> value) {
        return with(active, List.copyOf(value));
    }

    private SyncSettings with(boolean newActive, List<Schedule> newSchedules) {
        return new SyncSettings(
                name,
                mode,
                newActive,
                sourceConnectionId,
                destinationConnectionId,
                sourceConfiguration,
                destinationConfiguration,
                addNewFields,
                addNewObjects,
                normalizeNames,
                disableRecordTimestamps,
                concurrencyLimit,
                resyncConcurrencyLimit,
                dataCutoff,
                policies,
                newSchedules);
    }
}
