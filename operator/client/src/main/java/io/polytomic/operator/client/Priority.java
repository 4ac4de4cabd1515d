package io.polytomic.operator.client;

/** Who is served first when the request budget of a key is short; the order of the constants is the order of service. */
public enum Priority {
    /** A person or Git changed a manifest and waits for it. */
    USER_EDIT,
    /** A run is in flight: its start, its cancellation, its progress. */
    RUN,
    /** The shared watcher of an organization. */
    POLL,
    /** The slow re-read that finds drift in schemas, fields and error handling. */
    SWEEP
}
