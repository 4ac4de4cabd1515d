package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.api.v1alpha1.ModelSyncStatus;
import java.time.Duration;

/**
 * What a pass over a ModelSync leaves behind.
 *
 * @param status to be written when it differs
 * @param next when to look again by itself; null for only when woken
 */
public record ModelResult(ModelSync sync, ModelSyncStatus status, Duration next) {}
