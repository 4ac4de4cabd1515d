/**
 * Decides, never does. No class here opens a socket, reads a clock or logs: what a decision needs arrives as an argument,
 * what it wants leaves as a {@link io.polytomic.operator.core.plan.Plan}.
 */
package io.polytomic.operator.core.plan;
