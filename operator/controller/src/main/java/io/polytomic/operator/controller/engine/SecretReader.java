package io.polytomic.operator.controller.engine;

import java.util.Map;
import java.util.Optional;

/** Reads one Secret by its name; secrets are never listed or watched. */
@FunctionalInterface
public interface SecretReader {
    /** The decoded values by key; empty when there is no such Secret. */
    Optional<Map<String, String>> read(String namespace, String name);
}
