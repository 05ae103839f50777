package io.outrider.reactor.budget.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.reactor.Events;
import io.outrider.reactor.reaction.domain.Budget;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BudgetUseTest {

    private static final Budget BUDGET = new Budget(3, Duration.ofMinutes(1));
    private static final Instant T0 = Events.NOW;

    @Test
    void shouldTakeUntilItIsUsedUp() {
        BudgetUse two = BudgetUse.NONE.take(BUDGET, 2, T0).orElseThrow();

        assertThat(two.take(BUDGET, 2, T0.plusSeconds(59))).isEmpty();
        assertThat(two.take(BUDGET, 1, T0.plusSeconds(59))).contains(new BudgetUse(T0, 3));
    }

    @Test
    void shouldBeginAnewWithTheFirstUseAfterItsTime() {
        BudgetUse full = BudgetUse.NONE.take(BUDGET, 3, T0).orElseThrow();

        assertThat(full.until(BUDGET)).isEqualTo(T0.plusSeconds(60));
        assertThat(full.take(BUDGET, 1, T0.plusSeconds(60))).contains(new BudgetUse(T0.plusSeconds(60), 1));
    }

    @Test
    void shouldNeverTakeMoreThanThereIs() {
        assertThat(BudgetUse.NONE.take(BUDGET, 4, T0)).isEmpty();
    }
}
