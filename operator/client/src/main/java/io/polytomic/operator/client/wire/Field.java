package io.polytomic.operator.client.wire;

/** {@code BulkField}: one field of a schema of a sync, as read. */
public record Field(String id, Boolean enabled, Boolean obfuscated, String outputName, String userOutputName) {}
