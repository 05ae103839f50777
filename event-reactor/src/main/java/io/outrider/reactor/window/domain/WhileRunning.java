package io.outrider.reactor.window.domain;

/** What a group's next firing does while a job of its last one still runs. */
public enum WhileRunning {
    /** Fires all the same. */
    PARALLEL,
    /** Waits for the jobs to end; whatever comes meanwhile becomes one firing. */
    COALESCE,
    /** Is dropped, and its window with it. */
    SKIP
}
