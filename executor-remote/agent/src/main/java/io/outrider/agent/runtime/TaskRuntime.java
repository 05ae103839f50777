package io.outrider.agent.runtime;

import io.outrider.agent.folder.TaskFolder;
import io.outrider.protocol.TaskRef;
import java.io.IOException;
import java.util.Optional;

/** A way to run tasks. What it starts goes on when the agent is killed, and {@link #find} takes it up again. */
public interface TaskRuntime {

    /** Returns the name as polls and journals say it. */
    String name();

    /**
     * Starts a task, once. Logs go to the folder's log file, the exit code to its exit file.
     *
     * @throws CannotStartException if nothing was started, and never will be
     */
    LiveTask start(Launch launch) throws CannotStartException, IOException, InterruptedException;

    /**
     * Takes up a task that an earlier agent may have started. An empty answer is a promise that it was not and will not be started.
     */
    Optional<LiveTask> find(TaskRef ref, TaskFolder folder) throws IOException, InterruptedException;

    /** Nothing was started; the message says why and what to do. */
    final class CannotStartException extends Exception {

        private static final long serialVersionUID = 1L;

        public CannotStartException(String message) {
            super(message);
        }

        public CannotStartException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
