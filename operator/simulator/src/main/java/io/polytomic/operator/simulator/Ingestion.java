package io.polytomic.operator.simulator;

import java.time.Instant;

/**
 * Health of the change capture of one sync.
 *
 * @param level ok, warning or error
 * @param lag compared with ingestion_failure_threshold at the end of an execution, in whatever unit the source has
 */
record Ingestion(String level, String message, long lag, Instant updatedAt) {}
