package io.outrider.scheduler.task.domain;

import java.time.Duration;

/**
 * How long the scheduler waits for others, the same for all tasks.
 *
 * @param queue a task waits for a node
 * @param accept a node takes an assigned task
 * @param withdraw the executor confirms that an assigned task was never started
 * @param grace between SIGTERM and SIGKILL
 * @param slack added to whatever an executor promises, so that its own lease speaks first
 * @param handouts one attempt is handed out at most this often
 */
public record Patience(
        Duration queue, Duration accept, Duration withdraw, Duration grace, Duration slack, int handouts) {

    public static final Patience DEFAULT = new Patience(
            Duration.ofHours(1),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            5);
}
