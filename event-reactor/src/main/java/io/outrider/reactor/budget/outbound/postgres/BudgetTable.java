package io.outrider.reactor.budget.outbound.postgres;

import io.outrider.outbox.Columns;
import io.outrider.reactor.budget.domain.BudgetUse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes budgets in the caller's transaction, which has them to itself until its end. */
@ApplicationScoped
public class BudgetTable {

    /** Whose budget; empty texts: that of all reactions together. */
    public record BudgetKey(String project, String reaction) {

        /** The budget of all reactions together. */
        public static final BudgetKey ALL = new BudgetKey("", "");

        private static final Comparator<BudgetKey> ORDER =
                Comparator.comparing(BudgetKey::project).thenComparing(BudgetKey::reaction);
    }

    private static final String ADD = """
            insert into budget (project, reaction, started_at, used)
            select project, reaction, to_timestamp(0), 0 from unnest($1::text[], $2::text[]) as n (project, reaction)
            on conflict do nothing""";

    private static final String LOCK = """
            select b.project, b.reaction, b.started_at, b.used from budget b
            join unnest($1::text[], $2::text[]) as n (project, reaction) using (project, reaction)
            order by b.project collate "C", b.reaction collate "C" for update of b""";

    private static final String UPDATE = """
            update budget b set started_at = n.started_at, used = n.used
            from unnest($1::text[], $2::text[], $3::timestamptz[], $4::bigint[]) as n (project, reaction, started_at, used)
            where b.project = n.project and b.reaction = n.reaction""";

    /** Locks these budgets, in one order everywhere, and returns how much of each is used. */
    public Map<BudgetKey, BudgetUse> lock(SqlConnection transaction, Collection<BudgetKey> budgets) {
        List<BudgetKey> ordered = budgets.stream().sorted(BudgetKey.ORDER).toList();
        Map<BudgetKey, BudgetUse> used = lockThere(transaction, ordered);
        if (used.size() < ordered.size()) {
            transaction.preparedQuery(ADD).executeAndAwait(keys(ordered).tuple());
            used.putAll(lockThere(transaction, ordered));
        }
        return used;
    }

    private static Map<BudgetKey, BudgetUse> lockThere(SqlConnection transaction, List<BudgetKey> ordered) {
        Map<BudgetKey, BudgetUse> used = new HashMap<>();
        for (Row row :
                transaction.preparedQuery(LOCK).executeAndAwait(keys(ordered).tuple())) {
            used.put(
                    new BudgetKey(row.getString(0), row.getString(1)),
                    new BudgetUse(row.getOffsetDateTime(2).toInstant(), row.getLong(3)));
        }
        return used;
    }

    /** Returns how much all reactions used together, in the window that began after this time. */
    public long usedOfAll(SqlConnection transaction, Instant since) {
        return transaction
                .preparedQuery("select used from budget where project = '' and reaction = '' and started_at > $1")
                .executeAndAwait(Tuple.of(Columns.offset(since)))
                .stream()
                .map(row -> row.getLong(0))
                .findFirst()
                .orElse(0L);
    }

    /** Writes budgets that are locked. */
    public Uni<?> update(SqlConnection transaction, Map<BudgetKey, BudgetUse> used) {
        return transaction
                .preparedQuery(UPDATE)
                .execute(Columns.of(used.entrySet())
                        .text(entry -> entry.getKey().project())
                        .text(entry -> entry.getKey().reaction())
                        .time(entry -> entry.getValue().startedAt())
                        .bigint(entry -> entry.getValue().used())
                        .tuple());
    }

    private static Columns<BudgetKey> keys(List<BudgetKey> keys) {
        return Columns.of(keys).text(BudgetKey::project).text(BudgetKey::reaction);
    }
}
