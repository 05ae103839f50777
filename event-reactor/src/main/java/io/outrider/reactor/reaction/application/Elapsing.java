package io.outrider.reactor.reaction.application;

import java.time.Instant;

/**
 * Ends windows that are due. One that cannot be ended must not stop the others: after a failure they go one by one, and after some the
 * first has to wait. Whatever else fails, as everything does while the database is away, is not laid at a window's door. Used by one thread.
 */
final class Elapsing {

    /** Windows in one transaction. */
    static final int MANY = 200;

    static final int PATIENT_TRIES = 3;

    private final DueWindows windows;
    private int failures;

    Elapsing(DueWindows windows) {
        this.windows = windows;
    }

    /** Ends windows whose deadline is not after this; returns how many were looked at. */
    int end(Instant until) {
        try {
            int ended = windows.end(until, failures == 0 ? MANY : 1);
            failures = 0;
            return ended;
        } catch (RuntimeException e) {
            failures++;
            throw e;
        }
    }

    /** To be called after a failure of whatever kind. */
    void recover() {
        if (failures > PATIENT_TRIES) {
            windows.postpone();
        }
    }
}
