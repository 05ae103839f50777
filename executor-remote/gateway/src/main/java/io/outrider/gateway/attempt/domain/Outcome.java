package io.outrider.gateway.attempt.domain;

/** How an epoch of an attempt ended. */
public enum Outcome {
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    CANCELLED,
    /** It never started. */
    REFUSED,
    /** Nobody knows whether it ended. */
    LOST
}
