package io.outrider.reactor.expression;

import io.outrider.reactor.reaction.domain.EvaluationException;
import io.outrider.reactor.reaction.domain.Weight;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long one evaluation may take and how large its values may become. The engine asks before each node of a template, and so at
 * each turn of a loop, around each filter and before each value becomes text.
 */
final class Bounds {

    /** Many times what an ordinary expression takes, even in a runtime that has just started; of this thread, so that a busy machine ends nothing. */
    private static final Duration TIME = Duration.ofSeconds(1);

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    /** The largest event, twice: its labels are part of its data and stand beside it once more. */
    private static final int WEIGHT = 640 * 1024;

    private static final ThreadLocal<Bounds> CURRENT = new ThreadLocal<>();

    private final long end = CLOCK.getCurrentThreadCpuTime() + TIME.toNanos();

    /** Values never change, so that each is weighed once. */
    private final Set<Object> weighed = Collections.newSetFromMap(new IdentityHashMap<>());

    private Bounds() {}

    /** Runs the work on this thread, within the bounds of the work that it is part of or its own. */
    static <T extends @Nullable Object> T within(Supplier<T> work) {
        if (CURRENT.get() != null) {
            return work.get();
        }
        CURRENT.set(new Bounds());
        try {
            return work.get();
        } finally {
            CURRENT.remove();
        }
    }

    /** Throws when the time of the work at hand is over. */
    static void checkTime() {
        Bounds bounds = CURRENT.get();
        if (bounds != null && CLOCK.getCurrentThreadCpuTime() - bounds.end > 0) {
            throw new EvaluationException("Expected the template to be done within " + TIME.toSeconds()
                    + " s of computing, but it took longer");
        }
    }

    /** Throws when a variable of the work at hand is too large, or its time is over. */
    static void check(Map<String, Object> variables) {
        checkTime();
        Bounds bounds = CURRENT.get();
        if (bounds != null) {
            variables.values().forEach(bounds::checkOnce);
        }
    }

    /** Throws when the value is too large. */
    static void check(@Nullable Object value) {
        if (Weight.exceeds(value, WEIGHT)) {
            throw new EvaluationException("Expected values of at most " + WEIGHT + " characters, but one is larger");
        }
    }

    private void checkOnce(@Nullable Object value) {
        boolean composed = value instanceof Collection<?> || value instanceof Map<?, ?>;
        if (value != null && (!composed || weighed.add(value))) {
            check(value);
        }
    }
}
