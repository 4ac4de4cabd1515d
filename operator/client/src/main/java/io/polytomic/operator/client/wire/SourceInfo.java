package io.polytomic.operator.client.wire;

import java.util.List;

/** What a connection offers as bulk source: its schemas from the schema cache. */
public record SourceInfo(List<SourceSchema> schemas) {
    public SourceInfo {
        schemas = schemas == null ? List.of() : List.copyOf(schemas);
    }
}
