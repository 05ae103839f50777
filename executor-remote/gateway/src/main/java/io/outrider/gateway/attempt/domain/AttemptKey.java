package io.outrider.gateway.attempt.domain;

import java.util.Comparator;

/**
 * One attempt of a task. Its epochs follow each other; only the newest counts.
 *
 * @param task the task's id
 * @param attempt from 1
 */
public record AttemptKey(String task, int attempt) implements Comparable<AttemptKey> {

    private static final Comparator<AttemptKey> ORDER =
            Comparator.comparing(AttemptKey::task).thenComparingInt(AttemptKey::attempt);

    @Override
    public int compareTo(AttemptKey other) {
        return ORDER.compare(this, other);
    }
}
