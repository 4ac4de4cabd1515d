/**
 * Looks and acts: the observer only reads, the executor only writes, the protocols put on record before they send. Knows
 * the cluster only through {@link io.polytomic.operator.controller.engine.Recorder}.
 */
package io.polytomic.operator.controller.engine;
