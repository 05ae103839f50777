package io.outrider.build.queue.outbound.postgres;

import io.outrider.build.image.domain.BuiltImage;
import io.outrider.build.queue.domain.Build;
import io.outrider.build.queue.domain.BuildChange;
import io.outrider.build.queue.domain.BuildState;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Writes the state of a build whose row is locked. */
final class StateSql {
    private static final String QUEUED = """
            update builds set status = 'QUEUED', not_before = $2, deadline = $3, reason = $4, owner = null, lease_until = null
            where id = $1""";

    private static final String BUILDING = """
            update builds set status = 'BUILDING', attempt = $2, owner = $3, lease_until = $4, started_at = $5, deadline = $6,
                not_before = null, reason = null, built_by = split_part($3, '#', 1)
            where id = $1""";

    private static final String SUCCEEDED = """
            update builds set status = 'SUCCEEDED', image_digest = $2, image_reference = $3, image_archive = $4,
                image_archive_size = $5, reused = $6, finished_at = $7,
                owner = null, lease_until = null, deadline = null, not_before = null, reason = null
            where id = $1""";

    private static final String ENDED = """
            update builds set status = $2, reason = $3, finished_at = $4,
                owner = null, lease_until = null, deadline = null, not_before = null
            where id = $1""";

    private static final String SHELVE = """
            insert into images (fingerprint, build_id, digest, reference, archive, archive_size)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (fingerprint) do update set build_id = excluded.build_id, digest = excluded.digest,
                reference = excluded.reference, archive = excluded.archive, archive_size = excluded.archive_size,
                built_at = now()""";

    private StateSql() {}

    static void update(SqlConnection tx, Build build, BuildChange change) {
        String id = build.order().id().value();
        switch (build.state()) {
            case BuildState.Queued s ->
                run(tx, QUEUED, Tuple.of(id, time(s.notBefore()), time(s.deadline()), s.reason()));
            case BuildState.Building s ->
                run(
                        tx,
                        BUILDING,
                        Tuple.tuple()
                                .addString(id)
                                .addInteger(s.attempt())
                                .addString(s.lease().owner())
                                .addValue(time(s.lease().until()))
                                .addValue(time(s.startedAt()))
                                .addValue(time(s.deadline())));
            case BuildState.Succeeded s -> succeeded(tx, build, s, change);
            case BuildState.Failed s -> run(tx, ENDED, Tuple.of(id, "FAILED", s.reason(), time(s.at())));
            case BuildState.Cancelled s -> run(tx, ENDED, Tuple.of(id, "CANCELLED", s.reason(), time(s.at())));
        }
    }

    private static void succeeded(SqlConnection tx, Build build, BuildState.Succeeded state, BuildChange change) {
        BuiltImage image = state.image();
        String id = build.order().id().value();
        run(
                tx,
                SUCCEEDED,
                Tuple.tuple()
                        .addString(id)
                        .addString(image.digest())
                        .addString(image.reference())
                        .addString(image.archive())
                        .addLong(image.archiveSize())
                        .addBoolean(state.reused())
                        .addValue(time(state.at())));
        if (!state.reused() && change instanceof BuildChange.Completed) {
            run(
                    tx,
                    SHELVE,
                    Tuple.of(
                            build.order().fingerprint(),
                            id,
                            image.digest(),
                            image.reference(),
                            image.archive(),
                            image.archiveSize()));
        }
    }

    private static void run(SqlConnection tx, String sql, Tuple values) {
        tx.preparedQuery(sql).executeAndAwait(values);
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
