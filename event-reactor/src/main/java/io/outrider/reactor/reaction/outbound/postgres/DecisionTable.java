package io.outrider.reactor.reaction.outbound.postgres;

import io.outrider.outbox.Columns;
import io.outrider.reactor.reaction.domain.DecisionLine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Writes the decision log in batches, in the caller's transaction. */
@ApplicationScoped
public class DecisionTable {

    private static final String INSERT = """
            insert into decision (event_key, reaction, version, group_key, outcome, cause, until, firing_id, reason, decided_at)
            select * from unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
              $8::uuid[], $9::text[], $10::timestamptz[])""";

    /** Appends lines. */
    public Uni<?> insert(SqlConnection transaction, List<DecisionLine> lines) {
        if (lines.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(INSERT)
                .execute(Columns.of(lines)
                        .uuid(DecisionLine::event)
                        .text(DecisionLine::reaction)
                        .integer(DecisionLine::version)
                        .text(DecisionLine::group)
                        .text(DecisionLine::outcome)
                        .text(DecisionLine::cause)
                        .time(DecisionLine::until)
                        .uuid(DecisionLine::firing)
                        .text(line -> Reasons.storable(line.reason()))
                        .time(DecisionLine::at)
                        .tuple());
    }
}
