package io.outrider.build.queue.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.build.image.domain.BuiltImage;
import io.outrider.build.queue.domain.BuildDecision.Accepted;
import io.outrider.build.queue.domain.BuildDecision.Refused;
import io.outrider.build.queue.domain.BuildState.Building;
import io.outrider.build.queue.domain.BuildState.Queued;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens to a build, in whatever order, these stay true. */
class BuildHistoryPropertyTest {
    private static final BuildLimits LIMITS = new BuildLimits(
            3, Duration.ofSeconds(30), Duration.ofMinutes(30), Duration.ofHours(24), Duration.ofSeconds(1));
    private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
    private static final BuiltImage IMAGE = new BuiltImage("sha256:00", null, "00", 1);

    private final BuildDecider decider = new BuildDecider(LIMITS);

    /** A command after some time. */
    record Step(BuildCommand command, Duration after) {}

    @Property(tries = 2_000)
    void shouldGiveEachAttemptToOneBuilder(@ForAll("histories") List<Step> history) {
        Map<Integer, String> owners = new HashMap<>();
        run(history, (before, command, after) -> {
            if (command instanceof BuildCommand.Claim && after instanceof Building building && after != before) {
                assertThat(owners.put(building.attempt(), building.lease().owner()))
                        .isNull();
            }
            if (after instanceof Building building) {
                assertThat(building.lease().owner()).isEqualTo(owners.get(building.attempt()));
            }
        });
    }

    @Property(tries = 2_000)
    void shouldNeverChangeATerminalState(@ForAll("histories") List<Step> history) {
        run(history, (before, command, after) -> {
            if (before.status().isTerminal()) {
                assertThat(after).isSameAs(before);
            }
        });
    }

    @Property(tries = 2_000)
    void shouldNeverMakeMoreAttemptsThanAllowed(@ForAll("histories") List<Step> history) {
        run(history, (before, command, after) -> {
            assertThat(after.attempt()).isLessThanOrEqualTo(LIMITS.maxAttempts());
            assertThat(after.attempt()).isBetween(before.attempt(), before.attempt() + 1);
        });
    }

    @Property(tries = 2_000)
    void shouldTakeABuildFromABuilderThatIsSilent(@ForAll("histories") List<Step> history) {
        State end = run(history, (before, command, after) -> {});
        Instant silent = end.now().plus(LIMITS.lease());

        BuildState after = apply(end.state(), new BuildCommand.Expire(), silent);

        assertThat(after).isNotInstanceOf(Building.class);
    }

    @Property(tries = 2_000)
    void shouldEndWhenNobodyComes(@ForAll("histories") List<Step> history) {
        State end = run(history, (before, command, after) -> {});
        Instant first = end.now().plus(LIMITS.queueDeadline()).plus(LIMITS.buildDeadline());
        BuildState waiting = apply(end.state(), new BuildCommand.Expire(), first);

        BuildState after = apply(
                waiting,
                new BuildCommand.Expire(),
                first.plus(LIMITS.queueDeadline()).plusSeconds(60));

        assertThat(after.status().isTerminal()).isTrue();
    }

    @Property(tries = 2_000)
    void shouldRefuseWhoeverHeldAnEarlierAttempt(@ForAll("histories") List<Step> history) {
        run(history, (before, command, after) -> {
            boolean stale = switch (command) {
                case BuildCommand.Complete c -> !holds(before, c.attempt(), c.owner());
                case BuildCommand.GiveUp c -> !holds(before, c.attempt(), c.owner());
                case BuildCommand.Renew c -> !holds(before, c.attempt(), c.owner());
                case BuildCommand.Claim ignored -> !(before instanceof Queued);
                case BuildCommand.Reuse ignored -> !(before instanceof Queued);
                case BuildCommand.Cancel ignored -> false;
                case BuildCommand.Expire ignored -> false;
                case BuildCommand.Abandon ignored -> false;
            };
            if (stale) {
                assertThat(after).isSameAs(before);
            }
        });
    }

    private static boolean holds(BuildState state, int attempt, String owner) {
        return state instanceof Building building && building.isHeldBy(attempt, owner);
    }

    private interface Check {
        void of(BuildState before, BuildCommand command, BuildState after);
    }

    private record State(BuildState state, Instant now) {}

    private State run(List<Step> history, Check check) {
        Instant now = START;
        BuildState state = decider.begin(now);
        for (Step step : history) {
            now = now.plus(step.after());
            BuildState after = apply(state, step.command(), now);
            check.of(state, step.command(), after);
            state = after;
        }
        return new State(state, now);
    }

    private BuildState apply(BuildState state, BuildCommand command, Instant now) {
        return switch (decider.decide(state, command, now)) {
            case Accepted(BuildChange change) -> BuildEvolution.evolve(state, change);
            case Refused ignored -> state;
        };
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Duration> time = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.integers().between(0, 20).map(Duration::ofSeconds)),
                net.jqwik.api.Tuple.of(
                        2, Arbitraries.integers().between(20, 120).map(Duration::ofSeconds)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(10, 60).map(Duration::ofMinutes)));
        return Combinators.combine(commands(), time).as(Step::new).list().ofMaxSize(40);
    }

    private static Arbitrary<BuildCommand> commands() {
        Arbitrary<String> owners = Arbitraries.of("a#1", "b#1", "b#2");
        Arbitrary<Integer> attempts = Arbitraries.integers().between(1, 3);
        return Arbitraries.oneOf(
                owners.map(BuildCommand.Claim::new),
                owners.map(BuildCommand.Claim::new),
                Combinators.combine(attempts, owners).as(BuildCommand.Renew::new),
                Combinators.combine(attempts, owners)
                        .as((attempt, owner) -> new BuildCommand.Complete(attempt, owner, IMAGE)),
                Combinators.combine(attempts, owners, Arbitraries.of(true, true, false))
                        .as((attempt, owner, retry) -> new BuildCommand.GiveUp(attempt, owner, "broken", retry)),
                owners.map(BuildCommand.Abandon::new),
                Arbitraries.just(new BuildCommand.Expire()),
                Arbitraries.just(new BuildCommand.Expire()),
                Arbitraries.of(
                        new BuildCommand.Cancel("ada"), new BuildCommand.Expire(), new BuildCommand.Reuse(IMAGE)));
    }
}
