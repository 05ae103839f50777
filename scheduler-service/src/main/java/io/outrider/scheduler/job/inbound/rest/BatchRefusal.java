package io.outrider.scheduler.job.inbound.rest;

import io.outrider.rest.FieldError;
import io.outrider.rest.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with the jobs of a batch, so that the sender mends everything at once. */
final class BatchRefusal {

    private static final int MOST = 100;

    private final List<FieldError> errors = new ArrayList<>();
    private final Set<String> unread = new HashSet<>();
    private @Nullable ProblemException worst;

    /** Says whether so much is wrong that looking on is of no use. */
    boolean isFull() {
        return errors.size() >= MOST;
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    /** Adds what could not be read. */
    void addUnread(List<FieldError> more) {
        more.stream().filter(error -> unread.add(error.field())).forEach(errors::add);
    }

    /** Adds why a job that was read cannot be; throws what is not about the job at all. */
    void add(ProblemException refused) {
        if (refused.errors().isEmpty()) {
            throw refused;
        }
        refused.errors().stream()
                .filter(error -> !unread.contains(error.field()))
                .forEach(errors::add);
        if (worst == null || worst.status() < refused.status()) {
            worst = refused;
        }
    }

    /** Returns the first errors: 400 if anything could not be read, else the status of a job, 422 before 404. */
    ProblemException exception() {
        List<FieldError> shown = errors.subList(0, Math.min(MOST, errors.size()));
        if (!unread.isEmpty() || worst == null) {
            return ProblemException.invalid(shown);
        }
        return worst.status() == 404
                ? new ProblemException(worst.status(), worst.code(), worst.title(), worst.detail(), shown)
                : ProblemException.unprocessable(shown);
    }
}
