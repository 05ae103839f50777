package io.outrider.k8s.attempt.application;

import io.outrider.k8s.attempt.domain.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is said of attempts. Methods return once it is safe; the same said again counts once. */
public interface Announcing {

    void accepted(Papers papers, Instant now);

    void started(Papers papers, Instant startedAt, Instant now);

    void ended(Papers papers, Ending ending, Instant now);

    /**
     * The last word about an attempt.
     *
     * @param exitCode null if it is unknown or there was none
     * @param reason null if it succeeded
     * @param result what the task left, null if that is unknown
     * @param logSize bytes of the whole log
     * @param startedAt null if it never ran, as far as is known
     */
    record Ending(
            Outcome outcome,
            @Nullable Integer exitCode,
            @Nullable String reason,
            @Nullable Result result,
            long logSize,
            @Nullable Instant startedAt) {

        /** It never ran. */
        public static Ending without(Outcome outcome, String reason) {
            return new Ending(outcome, null, reason, null, 0, null);
        }
    }
}
