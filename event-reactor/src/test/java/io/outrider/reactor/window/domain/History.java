package io.outrider.reactor.window.domain;

import java.util.List;

/**
 * What happens to one group, made up.
 *
 * @param limiters those of the versions of the rule; the first is in force at the beginning
 * @param gateAbove the condition holds above this count, and fails at twice of it
 */
record History(List<Limiter> limiters, long gateAbove, List<Happening> happenings) {

    enum Kind {
        EVENT,
        RESOLVED,
        JOB_ENDED,
        CLOCK,
        VERSION
    }

    /**
     * One thing that happens.
     *
     * @param after milliseconds after the one before; may be a little negative: then it is told late
     * @param choice which part, job or version
     * @param starts whether a firing at this point really starts its job
     * @param restart whether the state is written and read back afterwards
     */
    record Happening(Kind kind, long after, int choice, boolean starts, boolean restart) {}
}
