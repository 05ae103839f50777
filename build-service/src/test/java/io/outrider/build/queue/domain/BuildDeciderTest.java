package io.outrider.build.queue.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.build.queue.domain.BuildChange.Ended;
import io.outrider.build.queue.domain.BuildChange.Requeued;
import io.outrider.build.queue.domain.BuildCommand.Expire;
import io.outrider.build.queue.domain.BuildCommand.GiveUp;
import io.outrider.build.queue.domain.BuildCommand.Renew;
import io.outrider.build.queue.domain.BuildDecision.Accepted;
import io.outrider.build.queue.domain.BuildDecision.Refused;
import io.outrider.build.queue.domain.BuildState.Building;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BuildDeciderTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private final BuildDecider decider = new BuildDecider(new BuildLimits(
            3, Duration.ofSeconds(30), Duration.ofMinutes(30), Duration.ofHours(24), Duration.ofSeconds(1)));

    @Test
    void shouldQueueAgainWhenTheBuilderIsSilent() {
        Building building = building(1, NOW);

        BuildDecision decision = decider.decide(building, new Expire(), NOW.plusSeconds(30));

        assertThat(decision)
                .isEqualTo(new Accepted(new Requeued(
                        NOW.plusSeconds(31),
                        NOW.plusSeconds(31).plus(Duration.ofHours(24)),
                        "attempt 1 failed: a#1 was not heard of any more")));
    }

    @Test
    void shouldLeaveABuilderAloneWhoseLeaseLives() {
        Building building = building(1, NOW);

        BuildDecision decision = decider.decide(building, new Expire(), NOW.plusSeconds(29));

        assertThat(decision).isInstanceOf(Refused.class);
    }

    @Test
    void shouldFailWithAReasonAfterTheLastAttempt() {
        Building building = building(3, NOW);

        BuildDecision decision = decider.decide(building, new Expire(), NOW.plusSeconds(30));

        assertThat(decision)
                .isEqualTo(new Accepted(new Ended(
                        "Expected to build in 3 attempts, but the last failed as well: a#1 was not heard of any more",
                        NOW.plusSeconds(30))));
    }

    @Test
    void shouldFailAtOnceWhatCannotGetBetter() {
        Building building = building(1, NOW);

        BuildDecision decision = decider.decide(building, new GiveUp(1, "a#1", "broken content", false), NOW);

        assertThat(decision).isEqualTo(new Accepted(new Ended("broken content", NOW)));
    }

    @Test
    void shouldEndAtTheDeadlineHoweverAliveTheBuilderIs() {
        Building building = building(1, NOW);

        BuildDecision decision = decider.decide(building, new Renew(1, "a#1"), NOW.plus(Duration.ofMinutes(30)));

        assertThat(decision)
                .isEqualTo(new Accepted(new Ended(
                        "Expected to build within PT30M, but it took longer", NOW.plus(Duration.ofMinutes(30)))));
    }

    private static Building building(int attempt, Instant since) {
        return new Building(
                attempt, new Lease("a#1", since.plusSeconds(30)), since, since.plus(Duration.ofMinutes(30)));
    }
}
