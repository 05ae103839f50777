package io.outrider.scheduler.task.domain;

import java.time.Duration;

/**
 * How long the scheduler waits for others, the same for all tasks.
 *
 * @param queue a task waits for a node
 * @param accept a node takes an assigned task
 * @param withdraw the executor confirms that an assigned task was never started
 * @param start from a node's acceptance to the start of the process: a slot, the image, the inputs
 * @param grace between SIGTERM and SIGKILL
 * @param delivery from the end of the process to the executor's last word: artifacts, the rest of the log
 * @param slack added to whatever an executor promises, so that its own lease speaks first
 * @param handouts one attempt is handed out at most this often
 */
public record Patience(
        Duration queue,
        Duration accept,
        Duration withdraw,
        Duration start,
        Duration grace,
        Duration delivery,
        Duration slack,
        int handouts) {

    public static final Patience DEFAULT = new Patience(
            Duration.ofHours(1),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofSeconds(10),
            Duration.ofMinutes(15),
            Duration.ofSeconds(60),
            5);
}
