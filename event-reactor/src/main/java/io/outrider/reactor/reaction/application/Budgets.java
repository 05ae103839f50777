package io.outrider.reactor.reaction.application;

import io.outrider.reactor.budget.domain.BudgetUse;
import io.outrider.reactor.budget.outbound.postgres.BudgetTable;
import io.outrider.reactor.budget.outbound.postgres.BudgetTable.BudgetKey;
import io.outrider.reactor.reaction.domain.Budget;
import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.reactor.reaction.domain.Rule;
import io.outrider.reactor.window.domain.Limit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The budgets of a batch. They are locked when first asked for, all that the batch may need at once, behind the groups: whoever has
 * them, needs nothing else from others.
 */
final class Budgets {

    private final BudgetTable table;
    private final SqlConnection transaction;
    private final Budget global;
    private final Instant now;
    private final Set<BudgetKey> candidates = new HashSet<>(Set.of(BudgetKey.ALL));
    private final Map<BudgetKey, BudgetUse> used = new HashMap<>();
    private final Map<BudgetKey, BudgetUse> changed = new HashMap<>();

    Budgets(BudgetTable table, SqlConnection transaction, Budget global, Instant now) {
        this.table = table;
        this.transaction = transaction;
        this.global = global;
        this.now = now;
    }

    /** Says that the rule may fire in this batch. */
    void expect(Rule rule) {
        candidates.add(key(rule));
    }

    /** Returns why the rule may not start its jobs now; empty if it may. */
    Optional<Launch.Refused> refusal(Rule rule) {
        lock();
        return refusal(key(rule), rule.budget(), rule, Limit.BUDGET)
                .or(() -> refusal(BudgetKey.ALL, global, rule, Limit.GLOBAL_BUDGET));
    }

    /** Counts the rule's jobs. */
    void use(Rule rule) {
        use(key(rule), rule.budget(), rule);
        use(BudgetKey.ALL, global, rule);
    }

    Uni<?> store() {
        return changed.isEmpty() ? Uni.createFrom().voidItem() : table.update(transaction, changed);
    }

    private void lock() {
        if (used.isEmpty()) {
            used.putAll(table.lock(transaction, candidates));
        }
    }

    private Optional<Launch.Refused> refusal(BudgetKey key, Budget budget, Rule rule, Limit limit) {
        BudgetUse use = used.getOrDefault(key, BudgetUse.NONE);
        if (use.take(budget, rule.jobs().size(), now).isPresent()) {
            return Optional.empty();
        }
        String reason = "at most " + budget.jobs() + " jobs in " + budget.per().toSeconds() + " s"
                + (limit == Limit.BUDGET ? "" : " of all reactions");
        return Optional.of(new Launch.Refused(limit, reason, use.until(budget)));
    }

    private void use(BudgetKey key, Budget budget, Rule rule) {
        BudgetUse use = used.getOrDefault(key, BudgetUse.NONE);
        use.take(budget, rule.jobs().size(), now).ifPresent(next -> {
            used.put(key, next);
            changed.put(key, next);
        });
    }

    private static BudgetKey key(Rule rule) {
        ReactionId id = rule.reaction();
        return new BudgetKey(id.project(), id.name());
    }
}
