package io.polytomic.operator.client.wire;

/** A connection, without its configuration: that may hold secrets and nothing here needs it. */
public record ConnectionRecord(String id, String name, String typeId, String status, String organizationId) {}
