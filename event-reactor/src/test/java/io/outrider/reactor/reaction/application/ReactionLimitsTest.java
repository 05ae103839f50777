package io.outrider.reactor.reaction.application;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReactionLimitsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void shouldRefuseABudgetWithoutJobs() {
        assertThatThrownBy(() -> new ReactionLimits(8, MINUTE, MINUTE, 0, MINUTE))
                .hasMessage(
                        "Expected outrider.reactions.budget.jobs to be at least 1, but it is 0; set more, or leave it out"
                                + " for the default");
    }

    @Test
    void shouldRefuseToLetNoEventReact() {
        assertThatThrownBy(() -> new ReactionLimits(0, MINUTE, MINUTE, 1, MINUTE))
                .hasMessageStartingWith("Expected outrider.reactions.causation-limit to be at least 1, but it is 0");
    }
}
