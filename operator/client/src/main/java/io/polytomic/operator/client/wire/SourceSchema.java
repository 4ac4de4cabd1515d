package io.polytomic.operator.client.wire;

import java.util.List;

/** One cached source schema. {@code fieldIds} is empty when fields were not asked for. */
public record SourceSchema(String id, String name, List<String> fieldIds) {
    public SourceSchema {
        fieldIds = fieldIds == null ? List.of() : List.copyOf(fieldIds);
    }
}
