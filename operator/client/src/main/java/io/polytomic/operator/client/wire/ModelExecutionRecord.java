package io.polytomic.operator.client.wire;

import java.util.List;

/** {@code ModelExecution}. {@code status} is any word; see notes.md §5. {@code counts} is null when not told. */
public record ModelExecutionRecord(
        String id,
        String status,
        String type,
        String createdAt,
        String startedAt,
        String completedAt,
        Counts counts,
        List<String> errors) {
    public ModelExecutionRecord {
        errors = errors == null ? List.of() : List.copyOf(errors);
    }

    /** Records by what became of them; a member is null when not told. */
    public record Counts(Long total, Long insert, Long update, Long upserts, Long delete, Long error, Long warnings) {}
}
