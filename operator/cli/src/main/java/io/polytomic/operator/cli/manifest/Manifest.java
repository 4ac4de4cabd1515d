package io.polytomic.operator.cli.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One object of this operator's kinds as a file states it.
 *
 * @param file as the user would type it
 * @param content the whole object
 */
public record Manifest(String file, Lines lines, ObjectNode content) {
    public String kind() {
        return content.path("kind").asText();
    }

    /** Empty when the file does not say it: then whoever applies the file decides. */
    public String namespace() {
        return content.path("metadata").path("namespace").asText("");
    }

    public String name() {
        return content.path("metadata").path("name").asText("");
    }

    /** For example {@code BulkSync/orders}. */
    public String who() {
        return kind() + "/" + (name().isEmpty() ? "(no name)" : name());
    }

    /** For example {@code syncs/orders.yaml:12}. */
    public String where(String path) {
        return file + ":" + lines.of(path);
    }
}
