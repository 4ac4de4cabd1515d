/**
 * The API's JSON as records, read leniently: unknown members are dropped, unknown enum words are kept as text, a missing
 * or null list is empty, every scalar may be null. Component names are the JSON names in camelCase. Times are the API's
 * own RFC 3339 text. Request bodies are plain maps, because in this API absent, null and empty mean different things.
 */
package io.polytomic.operator.client.wire;
