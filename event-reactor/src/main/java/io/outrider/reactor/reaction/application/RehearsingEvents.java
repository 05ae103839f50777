package io.outrider.reactor.reaction.application;

import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.schemas.Envelope;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Tells what an event would do if it came now: decides it as every other, with the rules, windows, budgets and pauses of this moment, in a
 * transaction that is rolled back. The groups that it touches are locked for these milliseconds.
 */
@ApplicationScoped
public class RehearsingEvents {

    private final Pool pool;
    private final Stores stores;
    private final RuleBook rules;
    private final ReactionLimits limits;

    RehearsingEvents(Pool pool, Stores stores, RuleBook rules, ReactionLimits limits) {
        this.pool = pool;
        this.stores = stores;
        this.rules = rules;
        this.limits = limits;
    }

    /** Decides an event that nobody stored; not for an event loop. */
    public Rehearsal rehearse(Event event) {
        SqlConnection connection = pool.getConnectionAndAwait();
        try {
            Transaction transaction = connection.beginAndAwait();
            try {
                return decide(connection, event);
            } finally {
                transaction.rollbackAndAwait();
            }
        } finally {
            connection.closeAndAwait();
        }
    }

    private Rehearsal decide(SqlConnection transaction, Event event) {
        Instant now = Clock.systemUTC().instant();
        RuleSet current = rules.current(transaction);
        Batch batch = new Batch(stores, transaction, current, limits, now);
        batch.decide(List.of(arrival(event)), List.of(), new Inquiry(current, now, limits.causationLimit()));
        return batch.rehearsal();
    }

    private static Arrival arrival(Event event) {
        String id = event.key().toString();
        Envelope envelope = new Envelope(
                id,
                "io.outrider.event.received",
                "/outrider/event-reactor",
                event.receivedAt(),
                event.type(),
                "",
                null,
                id,
                null);
        return new Arrival(new Occurrence(event, PlainJson.values(event.data())), envelope);
    }
}
