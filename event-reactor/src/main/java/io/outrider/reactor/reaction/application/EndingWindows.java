package io.outrider.reactor.reaction.application;

import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.Outbox;
import io.outrider.outbox.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Ends windows whose deadline has passed, each once, whichever replica comes first. */
@ApplicationScoped
class EndingWindows implements DueWindows {

    private static final Duration POSTPONEMENT = Duration.ofMinutes(1);

    private final Stores stores;
    private final RuleBook rules;
    private final ReactionLimits limits;
    private final ReactionMeters meters;
    private final Transactions transactions;
    private final Outbox outbox;

    EndingWindows(
            Stores stores,
            RuleBook rules,
            ReactionLimits limits,
            ReactionMeters meters,
            Transactions transactions,
            Outbox outbox) {
        this.stores = stores;
        this.rules = rules;
        this.limits = limits;
        this.meters = meters;
        this.transactions = transactions;
        this.outbox = outbox;
    }

    /** Returns the earliest deadline. */
    Optional<Instant> next() {
        return transactions.run(transaction -> stores.groups().nextDeadline(transaction));
    }

    @Override
    public int end(Instant until, int count) {
        int looked = transactions.run(transaction -> end(transaction, until, count));
        outbox.committed();
        return looked;
    }

    @Override
    public void postpone() {
        Instant later = Clock.systemUTC().instant().plus(POSTPONEMENT);
        transactions.run(transaction -> stores.groups().postponeFirst(transaction, later));
    }

    /** Tells how many windows are open and how much of the budget of all reactions is used. */
    void measure() {
        Instant since = Clock.systemUTC().instant().minus(limits.budget().per());
        transactions.run(transaction -> {
            meters.openWindows(stores.groups().countOpen(transaction));
            meters.budgetUsed(stores.budgets().usedOfAll(transaction, since));
            return since;
        });
    }

    private int end(OpenTransaction transaction, Instant until, int count) {
        Instant now = Clock.systemUTC().instant();
        Batch batch = new Batch(stores, transaction, rules.current(transaction), limits, now);
        int looked = batch.elapse(until, count);
        if (looked > 0) {
            Written written = batch.store(transaction);
            outbox.append(transaction, written.messages());
            meters.count(written);
            written.firings().forEach(firing -> meters.late(Duration.between(firing.at(), now)));
        }
        return looked;
    }
}
