package io.outrider.build.queue.outbound.postgres;

import io.outrider.build.BuildId;
import io.outrider.build.queue.application.BuildStore.Selection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Selections as queries that lock what they return. */
final class SelectionSql {
    private static final String SELECT = """
            select b.*, now() as now, i.digest as known_digest, i.reference as known_reference,
                   i.archive as known_archive, i.archive_size as known_archive_size
            from builds b left join images i on i.fingerprint = b.fingerprint
            where\s""";

    private static final String SKIPPING = " order by b.created_at, b.id limit $1 for update of b skip locked";

    private SelectionSql() {}

    record Query(String sql, Tuple values) {}

    static Query of(Selection selection, int limit) {
        return switch (selection) {
            case Selection.One(BuildId id) -> new Query(SELECT + "b.id = $1 for update of b", Tuple.of(id.value()));
            case Selection.Claimable ignored -> new Query(SELECT + """
                        b.status = 'QUEUED' and b.not_before <= now() and i.fingerprint is null and not exists (
                            select 1 from builds other where other.fingerprint = b.fingerprint and other.status = 'BUILDING')""" + SKIPPING, Tuple.of(limit));
            case Selection.Reusable ignored ->
                new Query(SELECT + "b.status = 'QUEUED' and i.fingerprint is not null" + SKIPPING, Tuple.of(limit));
            case Selection.Overdue ignored -> new Query(SELECT + """
                        (b.status in ('QUEUED', 'BUILDING') and b.deadline <= now()
                            or b.status = 'BUILDING' and b.lease_until <= now())""" + SKIPPING, Tuple.of(limit));
            case Selection.Former(String instance, String owner) ->
                new Query(
                        SELECT + "b.status = 'BUILDING' and split_part(b.owner, '#', 1) = $2 and b.owner <> $3"
                                + SKIPPING,
                        Tuple.of(limit, instance, owner));
        };
    }
}
