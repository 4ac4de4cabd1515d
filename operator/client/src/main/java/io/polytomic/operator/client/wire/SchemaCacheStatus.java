package io.polytomic.operator.client.wire;

/** State of a connection's schema cache; done when finished is later than started. */
public record SchemaCacheStatus(String cacheStatus, String lastRefreshStarted, String lastRefreshFinished) {}
