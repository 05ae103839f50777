package io.outrider.reactor.budget.domain;

import io.outrider.reactor.reaction.domain.Budget;
import java.time.Instant;
import java.util.Optional;

/**
 * How much of a budget is used up. Time runs in windows of a fixed length; each begins with its first use.
 *
 * @param startedAt when the window began
 * @param used jobs in it
 */
public record BudgetUse(Instant startedAt, long used) {

    /** Nothing was used yet. */
    public static final BudgetUse NONE = new BudgetUse(Instant.EPOCH, 0);

    /** Returns how it is after these jobs; nothing when they do not fit. A firing's jobs fit together or not at all. */
    public Optional<BudgetUse> take(Budget budget, int jobs, Instant now) {
        BudgetUse current = isOver(budget, now) ? new BudgetUse(now, 0) : this;
        long next = current.used + jobs;
        return next <= budget.jobs() ? Optional.of(new BudgetUse(current.startedAt, next)) : Optional.empty();
    }

    /** Returns when there is room again. */
    public Instant until(Budget budget) {
        return startedAt.plus(budget.per());
    }

    private boolean isOver(Budget budget, Instant now) {
        return used == 0 || !now.isBefore(until(budget));
    }
}
