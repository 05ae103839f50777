package io.outrider.reactor.reaction.notation;

import io.outrider.reactor.reaction.domain.Budget;
import io.outrider.reactor.window.domain.Join;
import io.outrider.reactor.window.domain.Limiter;
import io.outrider.reactor.window.domain.WaitForMore;
import io.outrider.reactor.window.domain.WhileRunning;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code triggerLimiter}, {@code whileRunning} and {@code budget}. */
final class LimiterReader {

    private static final int MAX_BUDGET = 1_000_000;

    private LimiterReader() {}

    /**
     * Reads the limiter.
     *
     * @param grouped whether the reaction has groups: then jobs of one do not overlap unless the author says so
     * @param counting whether an expression looks at the count
     */
    static Limiter limiter(Fields fields, Optional<Join> join, boolean grouped, boolean counting) {
        Fields limits = fields.inner("triggerLimiter");
        int min = limits.number(limits.spelling("minOccurrences", "minOccurences"), 1, Limiter.MAX_COUNT, 1);
        int within = limits.duration("within");
        int delay = limits.duration(limits.spelling("reReactDelay", "reReactDealy"));
        Optional<WaitForMore> waitForMore = waitForMore(limits);
        limits.node("minOccurrences");
        limits.node("reReactDelay");
        limits.refuse(Map.of());
        String running =
                fields.word("whileRunning", List.of("parallel", "coalesce", "skip"), grouped ? "coalesce" : "parallel");
        return new Limiter(
                join,
                min,
                within == 0 ? Limiter.DEFAULT_WITHIN : Duration.ofSeconds(within),
                Duration.ofSeconds(delay),
                waitForMore,
                WhileRunning.valueOf(running.toUpperCase(Locale.ROOT)),
                counting ? Limiter.MAX_COUNT : min);
    }

    /** Reads the budget of a reaction with so many jobs. */
    static Budget budget(Fields fields, int atOnce) {
        Fields budget = fields.inner("budget");
        int jobs = budget.number("jobs", 1, MAX_BUDGET, Budget.DEFAULT.jobs());
        int per = budget.duration("per");
        if (fields.has("budget") && !budget.has("jobs")) {
            budget.error("jobs", "Expected a number of jobs such as 10, but it is missing");
        }
        if (budget.has("jobs") && jobs < atOnce) {
            budget.error(
                    "jobs",
                    "Expected at least " + atOnce + ", as many as do.jobs has, or it never fires; but was " + jobs);
        }
        budget.refuse(Map.of());
        return new Budget(jobs, per == 0 ? Budget.DEFAULT.per() : Duration.ofSeconds(per));
    }

    private static Optional<WaitForMore> waitForMore(Fields limits) {
        Fields wait = limits.inner("waitForMore");
        int timeout = wait.duration("timeout");
        boolean reset = wait.flag("resetTimeoutOnMore", false);
        int max = wait.duration("maxTimeout");
        if (limits.has("waitForMore") && !wait.has("timeout")) {
            wait.error("timeout", "Expected a duration such as 2m, but it is missing");
        }
        if (max > 0 && !reset) {
            wait.error("maxTimeout", "Expected resetTimeoutOnMore: true beside maxTimeout, but it is not there");
        } else if (max > 0 && max < timeout) {
            wait.error("maxTimeout", "Expected at least the timeout, but it is shorter");
        }
        wait.refuse(Map.of());
        if (timeout == 0) {
            return Optional.empty();
        }
        int longest =
                max > 0 ? Math.max(max, timeout) : Math.min(Durations.LONGEST, timeout * WaitForMore.DEFAULT_TIMEOUTS);
        return Optional.of(
                new WaitForMore(Duration.ofSeconds(timeout), reset, Duration.ofSeconds(reset ? longest : timeout)));
    }
}
