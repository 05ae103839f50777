package io.outrider.protocol;

/**
 * One handing-out of one attempt of a task: the fence on every message about it.
 *
 * @param task the task's id
 * @param attempt from 1
 * @param epoch from 1; rises whenever the attempt is handed out anew
 */
public record TaskRef(String task, int attempt, int epoch) {

    public TaskRef {
        Expect.text("task", task, 100);
        Expect.that(attempt >= 1, "attempt", "at least 1", attempt);
        Expect.that(epoch >= 1, "epoch", "at least 1", epoch);
    }

    @Override
    public String toString() {
        return task + "/" + attempt + "/" + epoch;
    }
}
