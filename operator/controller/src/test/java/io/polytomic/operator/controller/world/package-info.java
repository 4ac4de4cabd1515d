/**
 * The engines over the real HTTP client against the real simulator, in one thread and in time that a test moves by hand;
 * only the cluster is replaced, by a small store that keeps the promises of an API server.
 */
package io.polytomic.operator.controller.world;
