package io.outrider.scheduler.task.domain;

import java.time.Duration;

/**
 * What a job says about each of its tasks.
 *
 * @param timeout of one attempt, from the start of the process
 * @param retries attempts after the first
 * @param backoff between two attempts
 * @param onLost what to do when the node fell silent
 * @param patience how long to wait for others
 */
public record TaskPolicy(Duration timeout, int retries, Duration backoff, OnLost onLost, Patience patience) {

    /** The longest time from acceptance to the executor's last word; a silent node is known by its lease, and long before. */
    Duration accepted() {
        return patience.start().plus(running());
    }

    /** The longest time from the start of the process to the executor's last word. */
    Duration running() {
        return timeout.plus(patience.grace()).plus(patience.delivery()).plus(patience.slack());
    }

    /** The longest time from a cancel to the executor's last word. */
    Duration stopping() {
        return patience.grace().plus(patience.slack());
    }

    boolean mayRetry(Attempt attempt) {
        return attempt.number() <= retries;
    }

    boolean mayHandOutAgain(Attempt attempt) {
        return attempt.epoch() < patience.handouts();
    }
}
