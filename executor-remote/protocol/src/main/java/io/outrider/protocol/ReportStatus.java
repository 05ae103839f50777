package io.outrider.protocol;

/** What an agent can say of a task that it accepted. All but RUNNING end it. */
public enum ReportStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    CANCELLED,
    /** Never started: the node cannot run it, and the reason says why. */
    REFUSED;

    /** Returns true if nothing can follow. */
    public boolean terminal() {
        return this != RUNNING;
    }
}
