package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import java.time.Duration;

/**
 * What a pass over a run leaves behind.
 *
 * @param status to be written when it differs; null when the run was deleted
 * @param next when to look again by itself; null for only when woken
 */
public record RunResult(BulkSyncRun run, BulkSyncRunStatus status, Duration next) {}
