package io.outrider.k8s.attempt.domain;

import java.time.Instant;

/** What has been told of an attempt. */
public sealed interface AttemptState {

    /**
     * Nothing, or that it was accepted.
     *
     * @param told whether ACCEPTED was said
     * @param watched it was watched since its Job was created, so that what was not seen did not happen
     */
    record Created(boolean told, boolean watched) implements AttemptState {}

    record Started(Instant at) implements AttemptState {}

    record Ended(Outcome outcome) implements AttemptState {}

    /** Returns the state of an attempt whose Job this replica has just created. */
    static AttemptState fresh() {
        return new Created(false, true);
    }

    /** Returns the state of an attempt whose Job was found. */
    static AttemptState found() {
        return new Created(false, false);
    }
}
