package io.outrider.scheduler.retention.application;

import java.time.Instant;

/** Deletes what is over. */
public interface Purge {

    /** Deletes at most so many jobs that ended before this time; returns how many there were. */
    int jobs(Instant before, int most);

    /** Deletes dead letters from before this time. */
    void deadLetters(Instant before);
}
