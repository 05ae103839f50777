package io.outrider.scheduler.job.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

class JobDeciderPropertyTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Property
    void shouldEndExactlyWhenItsLastTaskEnds(
            @ForAll @NotEmpty @Size(max = 20) List<Boolean> tasks, @ForAll @IntRange(min = -1, max = 20) int cancelAt) {
        JobState state = new JobState.Queued(Tally.of(tasks.size()));
        boolean cancelled = false;
        for (int i = 0; i < tasks.size(); i++) {
            assertThat(state).isInstanceOf(JobState.Open.class);
            if (i == cancelAt) {
                state = JobDecider.decide(state, new JobMessage.Cancel("cancelled by ada"), NOW);
                cancelled = true;
            }
            state = JobDecider.decide(state, new JobMessage.TaskBegan(), NOW);
            state = JobDecider.decide(
                    state,
                    tasks.get(i) ? new JobMessage.TaskSucceeded("{}") : new JobMessage.TaskFailed("exit code 1"),
                    NOW);
        }
        boolean allWell = !tasks.contains(false);
        JobStatus expected = allWell ? JobStatus.SUCCEEDED : cancelled ? JobStatus.CANCELLED : JobStatus.FAILED;

        assertThat(state.status()).isEqualTo(expected);
        assertThat(JobDecider.decide(state, new JobMessage.Cancel("again"), NOW))
                .isSameAs(state);
    }
}
