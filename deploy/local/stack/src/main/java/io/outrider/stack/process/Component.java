package io.outrider.stack.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * One part of the stack that runs as a child process.
 *
 * <p>The order is {@link #prepare}, {@link #launch}, {@link #isReady} until true, {@link #whenReady}; a restart repeats
 * it from the start, so each method must cope with finding its work already done.
 */
public interface Component {

    String name();

    /** Returns the loopback ports it listens on by purpose, for instance {@code http}; the main one comes first. */
    Map<String, Integer> ports();

    /** Creates files that the process expects. */
    default void prepare() throws IOException, InterruptedException {}

    Launch launch() throws IOException;

    /** Asks the running process once, without waiting long. An exception counts as not ready. */
    boolean isReady() throws Exception;

    /** Does what others rely on once it serves: creates databases, topics. */
    default void whenReady() throws Exception {}

    /** Five services without archives of their classes have been seen to take 70 s to start together on two slow cores. */
    default Duration startLimit() {
        return Duration.ofMinutes(3);
    }
}
