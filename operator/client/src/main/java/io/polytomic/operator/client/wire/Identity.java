package io.polytomic.operator.client.wire;

/** {@code /api/me}: whose key this is. {@code id} is null for keys that are not a user's. */
public record Identity(String organizationId, String organizationName, String id, Boolean isUser) {}
