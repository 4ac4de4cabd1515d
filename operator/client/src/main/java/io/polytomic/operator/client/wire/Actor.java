package io.polytomic.operator.client.wire;

/** Who made or changed something; {@code OutputActor}. Null for some key kinds. */
public record Actor(String id, String name, String type) {}
