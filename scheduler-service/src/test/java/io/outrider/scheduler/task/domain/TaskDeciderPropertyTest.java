package io.outrider.scheduler.task.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.scheduler.task.domain.TaskState.Open;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random histories with duplicates, stale words, silence and cancels. */
class TaskDeciderPropertyTest {

    private static final int ACTIONS = 17;

    @Provide
    Arbitrary<List<Integer>> histories() {
        return Arbitraries.integers().between(0, ACTIONS - 1).list().ofMaxSize(120);
    }

    /** Few cancels, so that most histories come to later attempts. */
    @Provide
    Arbitrary<List<Integer>> longHistories() {
        return Arbitraries.integers()
                .between(0, ACTIONS - 2)
                .list()
                .ofMinSize(40)
                .ofMaxSize(300);
    }

    private static TaskPolicy policy(OnLost onLost, Random random) {
        return new TaskPolicy(
                Duration.ofMinutes(1),
                random.nextInt(3),
                Duration.ofSeconds(random.nextInt(2) * 10L),
                onLost,
                Patience.DEFAULT);
    }

    private static World after(List<Integer> history, TaskPolicy policy, Random random) {
        World world = new World(policy, random);
        history.forEach(world::step);
        return world;
    }

    @Property(tries = 3000)
    void shouldStartAnAttemptAtMostOnce(
            @ForAll("longHistories") List<Integer> history, @ForAll Random random, @ForAll boolean wait) {
        World world = after(history, policy(wait ? OnLost.WAIT : OnLost.FAIL, random), random);

        assertThat(world.startsOfAttempt.values()).allMatch(starts -> starts <= 1);
    }

    @Property(tries = 2000)
    void shouldNeverLeaveATerminalState(
            @ForAll("histories") List<Integer> history, @ForAll Random random, @ForAll OnLost onLost) {
        World world = new World(policy(onLost, random), random);
        TaskState ended = null;
        for (int action : history) {
            world.step(action);
            if (ended != null) {
                assertThat(world.state()).isEqualTo(ended);
            }
            ended = world.hasEnded() ? world.state() : null;
        }
    }

    @Property(tries = 2000)
    void shouldAlwaysHaveADeadlineAReasonAndBounds(
            @ForAll("longHistories") List<Integer> history, @ForAll Random random, @ForAll OnLost onLost) {
        World world = new World(policy(onLost, random), random);
        for (int action : history) {
            world.step(action);
            if (world.state() instanceof Open open) {
                assertThat(open.deadline()).isNotNull();
                assertThat(open.reason()).isNotBlank();
            }
            assertThat(world.state().attempt().number())
                    .isBetween(1, world.policy().retries() + 1);
            assertThat(world.state().attempt().epoch())
                    .isBetween(1, world.policy().patience().handouts());
        }
    }

    @Property(tries = 2000)
    void shouldCountEachTaskOnItsNodeExactlyWhileItIsThere(
            @ForAll("longHistories") List<Integer> history, @ForAll Random random, @ForAll OnLost onLost) {
        World world = new World(policy(onLost, random), random);
        for (int action : history) {
            world.step(action);
            assertThat(world.outstanding).isEqualTo(world.state().occupies().isPresent() ? 1 : 0);
        }
    }

    @Property(tries = 2000)
    void shouldEndThoughEverybodyFallsSilent(
            @ForAll("histories") List<Integer> history, @ForAll Random random, @ForAll OnLost onLost) {
        World world = after(history, policy(onLost, random), random);

        for (int i = 0; i < 10; i++) {
            world.onlyTimePasses();
        }

        assertThat(world.hasEnded()).isTrue();
    }
}
