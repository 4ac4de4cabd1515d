package io.polytomic.operator.client.wire;

/** {@code BulkFilter}. {@code value} is any JSON. */
public record Filter(String fieldId, String function, Object value) {}
