package io.outrider.k8s.attempt.application;

import io.outrider.k8s.attempt.domain.AttemptKey;
import io.outrider.k8s.attempt.domain.Outcome;
import io.outrider.k8s.attempt.domain.Stop;
import io.outrider.k8s.log.domain.LogMark;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cluster's objects. All methods wait for the API server and may be repeated: names follow from the attempt, and what is there or
 * gone already is fine.
 */
public interface Cluster {

    /** An attempt's Job as it stands. */
    record Standing(boolean reported, boolean stopping) {}

    /**
     * Creates the Job and what belongs to it.
     *
     * @throws Refused if the API server will never take it; there is no Job then, but Secrets may be
     */
    void create(StartOrder order) throws Refused;

    /** Removes the Secrets of an attempt that has no Job, which would stay for ever; a failure is only logged. */
    void discard(AttemptKey key);

    /** Finds an attempt's Job. */
    Optional<Standing> find(AttemptKey key);

    /**
     * Returns what keeps an attempt from its start, as the latest event of its Job or its pod says it.
     *
     * @param pod null if none was seen
     */
    Optional<String> trouble(AttemptKey key, @Nullable String pod);

    /** Keeps with the Job that it has to end, and suspends it. */
    void halt(AttemptKey key, Stop stop);

    /** Keeps with the Job that it has to end. */
    void note(AttemptKey key, Stop stop);

    /** Suspends the Job: no pod of it starts any more, and one that is not being deleted is, with its own grace. */
    void suspend(AttemptKey key);

    /** Leaves a Job that never runs, so that the attempt cannot be started any more. */
    void bury(Papers papers, Stop stop);

    /** Deletes a pod. */
    void kill(String pod, Duration grace);

    /** Keeps with the Job that its end was told, and removes its Secrets. */
    void reported(AttemptKey key, Outcome outcome);

    /** Keeps with the Job how far its log was told. */
    void mark(AttemptKey key, LogMark mark);

    /** Returns what the task was given; empty once it was removed. */
    Optional<Inputs> inputs(AttemptKey key);

    /** Removes a Job that no controller removes. */
    void remove(AttemptKey key);

    /** The API server will never take this. */
    final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message);
        }
    }
}
