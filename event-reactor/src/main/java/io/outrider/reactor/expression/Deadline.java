package io.outrider.reactor.expression;

import io.outrider.reactor.reaction.domain.EvaluationException;
import java.time.Duration;
import java.util.function.Supplier;

/** Ends an evaluation that takes too long: the engine asks before each node of a template, and so at each turn of a loop. */
final class Deadline {

    /** A thousand times what an ordinary expression takes. */
    static final Duration LIMIT = Duration.ofMillis(250);

    private static final ThreadLocal<Long> END = new ThreadLocal<>();

    private Deadline() {}

    /** Runs the work with a deadline on this thread. */
    static <T> T within(Supplier<T> work) {
        END.set(System.nanoTime() + LIMIT.toNanos());
        try {
            return work.get();
        } finally {
            END.remove();
        }
    }

    /** Throws when the time of the work at hand is over. */
    static void check() {
        Long end = END.get();
        if (end != null && System.nanoTime() - end > 0) {
            throw new EvaluationException(
                    "Expected the template to be done within " + LIMIT.toMillis() + " ms, but it took longer");
        }
    }
}
