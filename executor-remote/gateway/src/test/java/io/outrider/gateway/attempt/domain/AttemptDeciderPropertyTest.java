package io.outrider.gateway.attempt.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.gateway.attempt.domain.AttemptState.Ended;
import io.outrider.gateway.attempt.domain.AttemptState.Held;
import io.outrider.gateway.attempt.domain.AttemptState.Offered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random histories: commands of two nodes in three epochs, twice, late and out of order, while the clock goes on. */
class AttemptDeciderPropertyTest {

    private static final Instant BEGIN = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration TO_STOP = Duration.ofSeconds(40);

    /** What may come, as a function of the time at which it comes. */
    private interface Message {
        AttemptCommand at(Instant now);
    }

    private record Arrival(String name, Message message, int secondsLater) {
        @Override
        public String toString() {
            return "+" + secondsLater + "s " + name;
        }
    }

    @Provide
    Arbitrary<List<Arrival>> histories() {
        Arbitrary<Integer> epochs = Arbitraries.integers().between(1, 3);
        Arbitrary<String> nodes = Arbitraries.of("a", "b");
        Arbitrary<Integer> kinds = Arbitraries.integers().between(0, 11);
        Arbitrary<Integer> gaps = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.integers().between(0, 5)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(20, 100)));
        return Combinators.combine(kinds, epochs, nodes, gaps)
                .as(AttemptDeciderPropertyTest::arrival)
                .list()
                .ofMaxSize(60);
    }

    private static Arrival arrival(int kind, int epoch, String node, int gap) {
        String nonce = "nonce-" + epoch;
        Message message = switch (kind) {
            case 0, 1 -> now -> new AttemptCommand.Start(epoch, node, nonce, now.plusSeconds(60));
            case 2 -> now -> new AttemptCommand.Cancel(epoch, node, "asked", now.plus(TO_STOP));
            case 3, 4 -> now -> new AttemptCommand.Accept(epoch, node, nonce, "s-" + node, now.plus(LEASE));
            case 5 -> now -> new AttemptCommand.ReportStart(epoch, node, now, now.plus(LEASE));
            case 6 -> now -> new AttemptCommand.ReportEnd(epoch, node, Outcome.SUCCEEDED, null);
            case 7 -> now -> new AttemptCommand.ReportEnd(epoch, node, Outcome.REFUSED, "no runtime");
            case 8 -> now -> new AttemptCommand.Renew(epoch, node, now.plus(LEASE));
            case 9 -> now -> new AttemptCommand.Expire();
            case 10 -> now -> new AttemptCommand.Lapse(epoch, "thought too long");
            default -> now -> new AttemptCommand.Miss(epoch, node, "s-new");
        };
        return new Arrival(message.at(BEGIN).toString(), message, gap);
    }

    @Property(tries = 3000)
    void shouldKeepItsPromisesInEveryHistory(@ForAll("histories") List<Arrival> history) {
        AttemptState state = null;
        Instant now = BEGIN;
        List<AttemptEvent> published = new ArrayList<>();
        for (Arrival arrival : history) {
            now = now.plusSeconds(arrival.secondsLater());
            AttemptCommand command = arrival.message().at(now);
            Decision decision = AttemptDecider.decide(state, command, now);
            checkStep(state, command, decision, now);
            published.addAll(decision.events());
            state = decision.state();
        }
        checkStory(published);
        if (state != null) {
            assertThat(afterAllDeadlines(state)).isInstanceOf(Ended.class);
        }
    }

    @Property(tries = 1000)
    void shouldAnswerARepeatedCommandAsBefore(@ForAll("histories") List<Arrival> history) {
        AttemptState state = null;
        Instant now = BEGIN;
        for (Arrival arrival : history) {
            now = now.plusSeconds(arrival.secondsLater());
            AttemptCommand command = arrival.message().at(now);
            Decision first = AttemptDecider.decide(state, command, now);
            Decision second = AttemptDecider.decide(first.state(), command, now);

            assertThat(second.events()).isEmpty();
            if (command instanceof AttemptCommand.Accept || command instanceof AttemptCommand.ReportEnd) {
                assertThat(second.answer()).isEqualTo(first.answer());
            }
            state = first.state();
        }
    }

    private static void checkStep(AttemptState before, AttemptCommand command, Decision decision, Instant now) {
        AttemptState after = decision.state();
        if (before != null) {
            assertThat(after).isNotNull();
            assertThat(after.epoch()).isGreaterThanOrEqualTo(before.epoch());
        }
        if (before instanceof Ended && after.epoch() == before.epoch()) {
            assertThat(after).isEqualTo(before);
            assertThat(decision.events()).isEmpty();
        }
        if (after instanceof Held held && !(before instanceof Held was && was.epoch() == held.epoch())) {
            assertThat(command).isInstanceOf(AttemptCommand.Accept.class);
            assertThat(before).isInstanceOf(Offered.class);
            assertThat(held.node()).isEqualTo(before.node());
        }
        if (decision.answer() instanceof Answer.Leased) {
            assertThat(after).isInstanceOf(Held.class);
        }
        if (before instanceof Held was && was.stopBy() != null && command instanceof AttemptCommand.Renew) {
            assertThat(after)
                    .isInstanceOfSatisfying(
                            Held.class, held -> assertThat(held.stopBy()).isEqualTo(was.stopBy()));
            assertThat(decision.answer() instanceof Answer.Leased && !now.isBefore(was.stopBy()))
                    .isFalse();
        }
        switch (after) {
            case Offered offered -> assertThat(offered.deadline()).isAfterOrEqualTo(BEGIN);
            case Held held -> assertThat(held.deadline()).isAfterOrEqualTo(BEGIN);
            case Ended ended -> assertThat(ended.at()).isBeforeOrEqualTo(now);
            case null -> assertThat(decision.events()).isEmpty();
        }
    }

    /** Of each epoch at most one acceptance and one end; what was held in an older epoch has ended before a newer one is held. */
    private static void checkStory(List<AttemptEvent> story) {
        List<Integer> open = new ArrayList<>();
        for (AttemptEvent event : story) {
            switch (event) {
                case AttemptEvent.Accepted accepted -> {
                    assertThat(open).isEmpty();
                    open.add(accepted.epoch());
                }
                case AttemptEvent.Started started -> assertThat(open).containsExactly(started.epoch());
                case AttemptEvent.Finished finished -> open.remove((Integer) finished.epoch());
            }
        }
        for (int epoch = 1; epoch <= 3; epoch++) {
            int wanted = epoch;
            assertThat(story.stream()
                            .filter(event -> event instanceof AttemptEvent.Accepted && event.epoch() == wanted))
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(story.stream()
                            .filter(event -> event instanceof AttemptEvent.Finished && event.epoch() == wanted))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    private static AttemptState afterAllDeadlines(AttemptState state) {
        return AttemptDecider.decide(state, new AttemptCommand.Expire(), BEGIN.plus(Duration.ofDays(1)))
                .state();
    }
}
