/**
 * The Polytomic HTTP API, version 2025-09-18: one method an endpoint, typed answers, errors named by what to do next.
 *
 * <p>Knows nothing of Kubernetes and decides nothing. The JSON library stays out of public signatures: any JSON is a
 * {@code Map}, {@code List}, {@code String}, {@code Boolean}, {@code java.math.BigDecimal} or {@code null}.
 */
package io.polytomic.operator.client;
