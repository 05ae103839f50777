package io.outrider.k8s.attempt.domain;

/**
 * What fences every message about a running task.
 *
 * @param task the task's id
 * @param attempt from 1
 * @param epoch from 1; rises whenever the attempt is handed out anew
 */
public record AttemptKey(String task, int attempt, int epoch) {

    @Override
    public String toString() {
        return task + "/" + attempt + "/" + epoch;
    }
}
