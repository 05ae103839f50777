package io.outrider.k8s.attempt.domain;

/** How an attempt ends. REFUSED says that it certainly never started, LOST that nobody knows whether it ended. */
public enum Outcome {
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    CANCELLED,
    REFUSED,
    LOST
}
