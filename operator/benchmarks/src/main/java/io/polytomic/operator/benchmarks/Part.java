package io.polytomic.operator.benchmarks;

/** What a trial does after all objects are Ready, in this order. */
enum Part {
    /** Every sync runs once, so that the answers of the API have the size they have in life. */
    FILL,
    BURST,
    BUSY,
    REST,
    EDITS,
    RESTART,
    /** Thousands more come to one organization with a small budget; they stay, so this is the last. */
    PRESSURE
}
