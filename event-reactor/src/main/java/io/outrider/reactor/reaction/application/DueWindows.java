package io.outrider.reactor.reaction.application;

import java.time.Instant;

/** Windows that end by themselves. */
interface DueWindows {

    /**
     * Ends windows, the earliest first.
     *
     * @param until whose deadline is not after this
     * @param count at most so many
     * @return how many were looked at; others may hold those that are missing
     */
    int end(Instant until, int count);

    /** Leaves the first window alone for a while. */
    void postpone();
}
