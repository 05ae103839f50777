package io.outrider.build.queue.domain;

/** The names of the states, as the outside sees them. */
public enum BuildStatus {
    QUEUED,
    BUILDING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** Says whether nothing can change any more. */
    public boolean isTerminal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
