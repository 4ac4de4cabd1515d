package io.polytomic.operator.simulator;

/** A tenant: everything else belongs to exactly one of them. */
record Organization(String id, String name) {}
