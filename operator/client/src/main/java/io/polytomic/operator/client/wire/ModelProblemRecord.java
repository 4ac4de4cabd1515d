package io.polytomic.operator.client.wire;

/** One of the problems of a model sync: a reference that no longer resolves. Code and severity are any words. */
public record ModelProblemRecord(String code, String severity, String path, String message) {}
