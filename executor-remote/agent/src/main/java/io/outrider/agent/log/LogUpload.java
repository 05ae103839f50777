package io.outrider.agent.log;

import io.outrider.protocol.ContentRange;
import io.outrider.protocol.TaskRef;
import org.jspecify.annotations.Nullable;

/** Sends ranges of logs to the gateway. Repeats through outages; returns when there is a word of the gateway. */
@FunctionalInterface
public interface LogUpload {

    /**
     * Sends one range.
     *
     * @param sha256 of the whole log, on the last range
     * @return how many bytes of the log the gateway has now; less or more than the range's end tells where to go on
     * @throws LogRefusedException if the gateway wants no (more) log of this task
     */
    long send(TaskRef ref, ContentRange range, byte[] data, @Nullable String sha256)
            throws LogRefusedException, InterruptedException;

    /** The gateway wants no more of this log. */
    final class LogRefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean gone;

        public LogRefusedException(String message, boolean gone) {
            super(message);
            this.gone = gone;
        }

        /** Returns true if the task is not this node's any more. */
        public boolean gone() {
            return gone;
        }
    }
}
