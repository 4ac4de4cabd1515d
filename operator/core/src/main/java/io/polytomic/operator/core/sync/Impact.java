package io.polytomic.operator.core.sync;

/** What a change costs or risks. The constants' words are those of {@code spec.requireApprovalFor}. */
public enum Impact {
    CREATE("Create", "a remote sync is created, or created again"),
    DESTRUCTIVE("Destructive", "data may go elsewhere or be lost: a connection, or anything not classified"),
    RESYNC("Resync", "data may be copied again, which costs money and hours"),
    EXPOSURE("Exposure", "data becomes visible that was not: unmasked, enabled, discovered, less filtered"),
    SELECTION("Selection", "less data is copied, or it is masked"),
    SCHEDULE("Schedule", "runs happen at other times, or start or stop happening"),
    METADATA("Metadata", "nothing of the data changes: name, limits, error handling");

    private final String word;
    private final String meaning;

    Impact(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    public String word() {
        return word;
    }

    public String meaning() {
        return meaning;
    }
}
