package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncStatus;
import java.time.Duration;

/**
 * What a pass leaves behind.
 *
 * @param sync the object as last read or recorded
 * @param status to be written when it differs
 * @param next when to look again by itself; null for only when woken
 */
public record SyncResult(BulkSync sync, BulkSyncStatus status, Duration next) {}
