package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A connection and its schema cache. Guarded by the lock of the world. */
final class Connection {
    /** What does not change over the life of a connection. */
    record Traits(
            boolean cdc,
            boolean harbor,
            boolean namespaces,
            boolean dataCutoff,
            boolean history,
            Set<String> modes,
            List<String> resyncModes,
            ObjectNode sourceDefaults,
            ObjectNode destinationDefaults,
            List<String> destinationRequired,
            Duration refreshDelay) {}

    final String id;
    final String organizationId;
    final String name;
    final String type;
    final String typeName;
    final JsonNode configuration;
    final Traits traits;
    final Instant createdAt;
    final Map<String, Map<String, Boolean>> primaryKeyOverrides = new HashMap<>();

    /** What the source holds. */
    Catalog live;
    /** What the API knows of it; null until the cache was filled once. */
    Catalog cached;

    Instant refreshStarted;
    Instant refreshFinished;
    String status = "healthy";
    boolean deleted;

    Connection(
            String id,
            String organizationId,
            String name,
            String type,
            String typeName,
            JsonNode configuration,
            Traits traits,
            Catalog live,
            Instant createdAt) {
        this.id = id;
        this.organizationId = organizationId;
        this.name = name;
        this.type = type;
        this.typeName = typeName;
        this.configuration = configuration;
        this.traits = traits;
        this.live = live;
        this.createdAt = createdAt;
    }

    boolean refreshing() {
        return refreshStarted != null && (refreshFinished == null || refreshFinished.isBefore(refreshStarted));
    }

    Catalog catalog() {
        return cached == null ? Catalog.EMPTY : cached;
    }
}
