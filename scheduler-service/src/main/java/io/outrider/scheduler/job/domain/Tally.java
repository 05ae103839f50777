package io.outrider.scheduler.job.domain;

import org.jspecify.annotations.Nullable;

/**
 * How a job's tasks stand.
 *
 * @param total tasks of the job
 * @param open tasks that have not ended; a job ends when this reaches 0
 * @param unsuccessful ended tasks that did not succeed
 * @param firstFailure why the first of those did not succeed, with its node
 */
public record Tally(
        int total, int open, int unsuccessful, @Nullable String firstFailure) {

    public static Tally of(int total) {
        return new Tally(total, total, 0, null);
    }

    Tally success() {
        return new Tally(total, open - 1, unsuccessful, firstFailure);
    }

    Tally failure(String reason) {
        return new Tally(total, open - 1, unsuccessful + 1, firstFailure == null ? reason : firstFailure);
    }
}
