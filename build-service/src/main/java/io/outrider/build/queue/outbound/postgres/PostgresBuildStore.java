package io.outrider.build.queue.outbound.postgres;

import io.outrider.build.BuildId;
import io.outrider.build.queue.application.BuildChanged;
import io.outrider.build.queue.application.BuildStore;
import io.outrider.build.queue.domain.Build;
import io.outrider.build.queue.domain.BuildChange;
import io.outrider.build.queue.domain.BuildDecision.Accepted;
import io.outrider.build.queue.domain.BuildDecision.Refused;
import io.outrider.build.queue.domain.Provenance;
import io.outrider.build.queue.outbound.kafka.BuildEvents;
import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.Outbox;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.outbox.Transactions;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Builds as rows. Row locks make each decision the only one about its build. */
@ApplicationScoped
public class PostgresBuildStore implements BuildStore {
    private static final String UNIQUE_VIOLATION = "23505";

    private static final String RECORD = """
            update builds set builder = $3, base_digest = $4, dockerfile = $5
            where id = $1 and attempt = $2 and status = 'BUILDING'""";

    private final Transactions transactions;
    private final Pool pool;
    private final Outbox outbox;
    private final Event<BuildChanged> changes;

    PostgresBuildStore(Transactions transactions, Pool pool, Outbox outbox, Event<BuildChanged> changes) {
        this.transactions = transactions;
        this.pool = pool;
        this.outbox = outbox;
        this.changes = changes;
    }

    private record Change(Build before, Build after, BuildChange what) {}

    @Override
    public List<Build> change(Selection selection, int limit, Deciding deciding) {
        List<Change> changed;
        try {
            changed = transactions.run(tx -> changeAll(tx, selection, limit, deciding));
        } catch (RuntimeException e) {
            if (selection instanceof Selection.Claimable && isTaken(e)) {
                // Another instance began a build with this fingerprint at the same moment.
                return List.of();
            }
            throw e;
        }
        if (!changed.isEmpty()) {
            outbox.committed();
        }
        changed.forEach(change -> changes.fire(new BuildChanged(change.before(), change.after())));
        return changed.stream().map(Change::after).toList();
    }

    private List<Change> changeAll(OpenTransaction tx, Selection selection, int limit, Deciding deciding) {
        List<Change> changed = new ArrayList<>();
        List<OutgoingMessage<?>> messages = new ArrayList<>();
        SelectionSql.Query query = SelectionSql.of(selection, limit);
        for (Row row : tx.preparedQuery(query.sql()).executeAndAwait(query.values())) {
            Instant now = row.get(OffsetDateTime.class, "now").toInstant();
            Candidate candidate = new Candidate(BuildRows.build(row), BuildRows.knownImage(row));
            switch (deciding.decide(candidate, now)) {
                case Refused ignored -> {}
                case Accepted(BuildChange what) -> {
                    Change change =
                            new Change(candidate.build(), candidate.build().after(what), what);
                    StateSql.update(tx, change.after(), what);
                    BuildEvents.of(change.after(), what, now).ifPresent(messages::add);
                    changed.add(change);
                }
            }
        }
        outbox.append(tx, messages);
        return changed;
    }

    @Override
    public boolean record(BuildId id, int attempt, Provenance provenance) {
        return pool.preparedQuery(RECORD)
                        .executeAndAwait(Tuple.of(
                                id.value(),
                                attempt,
                                provenance.builder(),
                                provenance.baseDigest(),
                                provenance.dockerfile()))
                        .rowCount()
                == 1;
    }

    @Override
    public void forget(String fingerprint) {
        pool.preparedQuery("delete from images where fingerprint = $1").executeAndAwait(Tuple.of(fingerprint));
    }

    @Override
    public long queued() {
        return pool.query("select count(*) from builds where status = 'QUEUED'")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }

    private static boolean isTaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException sql && UNIQUE_VIOLATION.equals(sql.getSqlState())) {
                return true;
            }
        }
        return false;
    }
}
