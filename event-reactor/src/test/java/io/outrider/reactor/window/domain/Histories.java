package io.outrider.reactor.window.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Makes up histories: short times, so that all limits meet each other often. */
final class Histories {

    private Histories() {}

    /** Histories with this many versions at most. */
    static Arbitrary<History> ofVersions(int versions) {
        Arbitrary<List<Limiter>> limiters = limiters().list().ofMinSize(1).ofMaxSize(versions);
        return Combinators.combine(
                        limiters,
                        Arbitraries.frequency(Tuple.of(3, 0L), Tuple.of(1, 2L), Tuple.of(1, 4L)),
                        happenings().list().ofMinSize(1).ofMaxSize(60))
                .as(History::new);
    }

    static Arbitrary<Limiter> limiters() {
        Arbitrary<Optional<Join>> joins = Arbitraries.of(
                        List.<String>of(), List.of("a", "b"), List.of("b", "c"), List.of("a", "b", "c"))
                .flatMap(parts -> millis(1, 30)
                        .map(within -> parts.isEmpty() ? Optional.empty() : Optional.of(new Join(parts, within))));
        Arbitrary<Integer> min = Arbitraries.frequency(Tuple.of(4, 1), Tuple.of(2, 2), Tuple.of(2, 3), Tuple.of(1, 5));
        Arbitrary<Integer> more =
                Arbitraries.frequency(Tuple.of(2, 0), Tuple.of(1, 1), Tuple.of(1, 3), Tuple.of(3, 100));
        return Combinators.combine(
                        joins,
                        min,
                        millis(1, 40),
                        Arbitraries.oneOf(Arbitraries.just(Duration.ZERO), millis(1, 25)),
                        waits().optional(0.5),
                        Arbitraries.of(WhileRunning.class),
                        more)
                .as((join, count, within, delay, wait, running, above) ->
                        new Limiter(join, count, within, delay, wait, running, count + above));
    }

    private static Arbitrary<WaitForMore> waits() {
        return Combinators.combine(
                        millis(1, 12),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 4))
                .as((timeout, reset, times) -> new WaitForMore(timeout, reset, timeout.multipliedBy(times)));
    }

    private static Arbitrary<History.Happening> happenings() {
        Arbitrary<History.Kind> kinds = Arbitraries.frequency(
                Tuple.of(14, History.Kind.EVENT),
                Tuple.of(1, History.Kind.RESOLVED),
                Tuple.of(3, History.Kind.JOB_ENDED),
                Tuple.of(2, History.Kind.CLOCK),
                Tuple.of(1, History.Kind.VERSION));
        Arbitrary<Long> steps = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(0L)),
                Tuple.of(8, Arbitraries.longs().between(1, 9)),
                Tuple.of(2, Arbitraries.longs().between(10, 45)),
                Tuple.of(1, Arbitraries.longs().between(-3, -1)));
        return Combinators.combine(
                        kinds,
                        steps,
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.frequency(Tuple.of(5, true), Tuple.of(1, false)),
                        Arbitraries.of(true, false))
                .as(History.Happening::new);
    }

    private static Arbitrary<Duration> millis(int from, int to) {
        return Arbitraries.longs().between(from, to).map(Duration::ofMillis);
    }
}
