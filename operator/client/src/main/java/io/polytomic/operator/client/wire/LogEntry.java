package io.polytomic.operator.client.wire;

/** One console log line. */
public record LogEntry(String id, String level, String message, String timestamp) {}
