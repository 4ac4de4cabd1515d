package io.polytomic.operator.simulator;

/**
 * A field of a source schema.
 *
 * @param type one of UtilFieldType
 * @param primaryKey what the source itself reports
 */
record SourceField(String id, String type, boolean primaryKey) {}
