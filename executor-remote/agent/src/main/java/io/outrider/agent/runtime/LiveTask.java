package io.outrider.agent.runtime;

import io.outrider.agent.runtime.domain.Exit;

/** A task that has been started and may have ended. All methods may be called from any thread, also after its end. */
public interface LiveTask {

    /** Waits for the end. Called once. */
    Exit await() throws InterruptedException;

    /** Asks all of the task's processes to end: SIGTERM. */
    void terminate();

    /** Ends all of the task's processes: SIGKILL. */
    void kill();
}
