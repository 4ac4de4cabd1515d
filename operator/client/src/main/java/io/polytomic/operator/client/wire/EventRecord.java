package io.polytomic.operator.client.wire;

/**
 * One entry of the event feed, reduced to what a watcher needs. {@code syncId} is that of a bulk or a
 * model sync; {@code scheduleId} and {@code triggerSource} only on completed, completed_with_error and failed.
 */
public record EventRecord(
        String id,
        String type,
        String createdAt,
        String syncId,
        String executionId,
        String triggerSource,
        String scheduleId,
        String scheduleFrequency) {}
