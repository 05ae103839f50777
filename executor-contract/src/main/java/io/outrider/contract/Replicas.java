package io.outrider.contract;

import java.time.Duration;
import java.util.List;

/** Two processes of one executor, which run at once, and what they leave where the tasks run. */
public interface Replicas {

    /** How long the one that leads may be silent before the other takes its place. */
    Duration lease();

    /** How long a task may take to start. */
    Duration startTime();

    /** The one that leads; waits until exactly one does and the other stands ready. */
    Replica leader() throws Exception;

    /** The one that is not this one. */
    Replica other(Replica replica);

    /** How often a task was handed to where tasks run. */
    int handedOver(String task);

    /** Whether anybody told a task to stop. */
    boolean stopped(String task);

    /** What still runs of this executor's tasks, in words. */
    List<String> running();

    /** One process. */
    interface Replica {

        boolean leads();

        /** As kill -9 does. */
        void kill() throws Exception;

        /** As a machine does that is shut down: by SIGTERM. */
        void stop() throws Exception;

        /** Starts it after its end; returns when it is ready. */
        void start() throws Exception;

        /** Stops its clockwork, as a machine does that is suspended. */
        void pause() throws Exception;

        /** Lets it go on. */
        void wake() throws Exception;

        /** All lines of its log. */
        List<String> log() throws Exception;
    }
}
