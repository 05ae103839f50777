package io.outrider.reactor.reaction.application;

import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.Transactions;
import io.outrider.reactor.reaction.outbound.postgres.PauseTable;
import io.outrider.reactor.reaction.outbound.postgres.ReactionTable;
import io.outrider.reactor.window.outbound.postgres.GroupLine;
import io.outrider.rest.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Deletes reactions with all that they remember, in one transaction: windows that wait end without jobs, and one that is applied under the
 * same name begins anew. Versions and what was decided stay. Not for an event loop.
 */
@ApplicationScoped
public class DeletingReactions {

    /** Groups whose state is in memory at once. */
    private static final int BITE = 1_000;

    private final ReactionTable reactions;
    private final PauseTable pauses;
    private final Stores stores;
    private final ReactionLimits limits;
    private final ReactionMeters meters;
    private final Transactions transactions;

    DeletingReactions(
            ReactionTable reactions,
            PauseTable pauses,
            Stores stores,
            ReactionLimits limits,
            ReactionMeters meters,
            Transactions transactions) {
        this.reactions = reactions;
        this.pauses = pauses;
        this.stores = stores;
        this.limits = limits;
        this.meters = meters;
        this.transactions = transactions;
    }

    /** Deletes a reaction; fails if there is none. */
    public void delete(String project, String name, String user) {
        Instant now = Clock.systemUTC().instant();
        transactions.run(transaction -> {
            // The revision first, as with every change; then groups in the order in which batches lock them.
            long revision = reactions.countUp(transaction);
            if (!reactions.delete(transaction, project, name, user, now)) {
                throw ProblemException.notFound("reaction", name);
            }
            pauses.delete(transaction, project, name);
            forgetGroups(transaction, project, name, now);
            return revision;
        });
    }

    private void forgetGroups(OpenTransaction transaction, String project, String name, Instant now) {
        List<GroupLine> groups = stores.groups().lockNext(transaction, project, name, null, BITE);
        while (!groups.isEmpty()) {
            Batch batch = new Batch(stores, transaction, RuleSet.NONE, limits, now);
            batch.forget(groups);
            meters.count(batch.store(transaction));
            String last = groups.getLast().key().group();
            groups = stores.groups().lockNext(transaction, project, name, last, BITE);
        }
    }
}
