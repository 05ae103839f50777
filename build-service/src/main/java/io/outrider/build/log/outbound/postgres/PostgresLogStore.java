package io.outrider.build.log.outbound.postgres;

import io.outrider.build.BuildId;
import io.outrider.build.log.application.LogStore;
import io.outrider.build.log.domain.LogLine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Log lines as rows. */
@ApplicationScoped
public class PostgresLogStore implements LogStore {
    private static final String END =
            "select coalesce(max(seq), 0), coalesce(sum(octet_length(text) + 1), 0)::bigint from build_logs where build_id = $1";

    private static final String INSERT = """
            insert into build_logs (build_id, seq, text)
            select $1, line.seq, line.text from unnest($3::bigint[], $4::text[]) as line (seq, text)
            where exists (select 1 from builds where id = $1 and attempt = $2)
            on conflict do nothing""";

    // The status is read first: when it is final, whatever was written before it is seen below.
    private static final String STATUS =
            "select status in ('SUCCEEDED', 'FAILED', 'CANCELLED') from builds where id = $1";

    private static final String LINES =
            "select seq, text from build_logs where build_id = $1 and seq > $2 order by seq limit $3";

    private final Pool pool;

    PostgresLogStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public End end(BuildId build) {
        Row row = pool.preparedQuery(END)
                .executeAndAwait(Tuple.of(build.value()))
                .iterator()
                .next();
        return new End(row.getLong(0), row.getLong(1));
    }

    @Override
    public void append(BuildId build, int attempt, List<LogLine> lines) {
        pool.preparedQuery(INSERT)
                .executeAndAwait(Tuple.of(
                        build.value(),
                        attempt,
                        lines.stream().map(LogLine::seq).toArray(Long[]::new),
                        lines.stream().map(LogLine::text).toArray(String[]::new)));
    }

    @Override
    public Uni<Part> after(BuildId build, long seq, int limit) {
        return pool.preparedQuery(STATUS)
                .execute(Tuple.of(build.value()))
                .map(rows -> rows.size() == 0 || rows.iterator().next().getBoolean(0))
                .chain(ended -> pool.preparedQuery(LINES)
                        .execute(Tuple.of(build.value(), seq, limit))
                        .map(PostgresLogStore::lines)
                        .map(lines -> new Part(lines, ended && lines.size() < limit)));
    }

    private static List<LogLine> lines(RowSet<Row> rows) {
        List<LogLine> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(new LogLine(row.getLong(0), row.getString(1))));
        return lines;
    }
}
