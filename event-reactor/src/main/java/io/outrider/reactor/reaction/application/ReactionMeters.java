package io.outrider.reactor.reaction.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.outrider.reactor.reaction.domain.FiringLine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Figures about what reactions do. They are counted before the commit: a batch that is tried again counts again. */
@Singleton
class ReactionMeters {

    private static final String DECISIONS = "outrider.reactions.decisions";
    private static final String FIRINGS = "outrider.reactions.firings";

    private final MeterRegistry meters;
    private final Timer evaluation;
    private final Timer lag;
    private final AtomicLong openWindows;
    private final AtomicLong budgetUsed;

    ReactionMeters(MeterRegistry meters) {
        this.meters = meters;
        this.evaluation = meters.timer("outrider.reactions.evaluation");
        this.lag = meters.timer("outrider.reactions.timer.lag");
        this.openWindows = meters.gauge("outrider.reactions.windows.open", new AtomicLong());
        this.budgetUsed = meters.gauge("outrider.reactions.budget.used", new AtomicLong());
        List.of("fired", "waiting", "suppressed", "not_matched", "resolved", "error")
                .forEach(outcome -> meters.counter(DECISIONS, "outcome", outcome));
        List.of("fired", "suppressed", "resolved", "error")
                .forEach(outcome -> meters.counter(FIRINGS, "outcome", outcome));
    }

    /** Measures the evaluation of a batch. */
    <T> T evaluation(Supplier<T> work) {
        return evaluation.record(work);
    }

    void count(Written written) {
        count(DECISIONS, written.decisions().stream().map(line -> line.outcome()));
        count(FIRINGS, written.firings().stream().map(FiringLine::outcome));
    }

    /** A timer fired so much after its window's deadline. */
    void late(Duration time) {
        lag.record(time.isNegative() ? Duration.ZERO : time);
    }

    void openWindows(long count) {
        openWindows.set(count);
    }

    void budgetUsed(long jobs) {
        budgetUsed.set(jobs);
    }

    private void count(String name, Stream<String> outcomes) {
        Map<String, Long> counts = outcomes.collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting()));
        counts.forEach((outcome, count) -> meters.counter(name, "outcome", outcome.toLowerCase(Locale.ROOT))
                .increment(count));
    }
}
