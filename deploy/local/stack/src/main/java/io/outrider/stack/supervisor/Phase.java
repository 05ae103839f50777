package io.outrider.stack.supervisor;

/** What a component is doing. */
public enum Phase {
    /** Others that it needs are not ready yet. */
    WAITING,
    STARTING,
    READY,
    /** It died or did not come up, and is started again after a pause. */
    RESTARTING,
    /** It did not come up at the first start, and nobody tries again. */
    FAILED,
    /** It is not built. */
    SKIPPED,
    STOPPED;

    /** Says whether the first start is over, well or badly. */
    boolean isSettled() {
        return switch (this) {
            case READY, RESTARTING, FAILED, SKIPPED, STOPPED -> true;
            case WAITING, STARTING -> false;
        };
    }
}
