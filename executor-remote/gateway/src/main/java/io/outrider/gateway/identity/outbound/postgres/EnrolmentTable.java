package io.outrider.gateway.identity.outbound.postgres;

import io.outrider.gateway.identity.domain.TokenState;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens and enrolments, for the port of the agents. Waits for the database. */
@ApplicationScoped
public class EnrolmentTable {

    private static final String KNOWN = "select name, serial, labels, revoked_at is not null as revoked from enrolment";

    private final Pool pool;

    EnrolmentTable(Pool pool) {
        this.pool = pool;
    }

    /**
     * An enrolment as requests are checked against it.
     *
     * @param serial of the one certificate that counts, in hex
     */
    public record KnownNode(String name, String serial, Map<String, String> labels, boolean revoked) {}

    public List<KnownNode> all() {
        List<KnownNode> nodes = new ArrayList<>();
        pool.query(KNOWN).executeAndAwait().forEach(row -> nodes.add(known(row)));
        return nodes;
    }

    public Optional<KnownNode> find(String name) {
        return first(pool, KNOWN + " where name = $1", Tuple.of(name)).map(EnrolmentTable::known);
    }

    /** Locks a token until the transaction ends. */
    public Optional<TokenState> lockToken(SqlConnection tx, String hash) {
        return first(
                        tx,
                        "select name, labels, expires_at, used_at from enrolment_token where hash = $1 for update",
                        Tuple.of(hash))
                .map(row -> new TokenState(
                        row.getString("name"),
                        texts(row.getJsonObject("labels")),
                        row.getOffsetDateTime("expires_at").toInstant(),
                        row.getOffsetDateTime("used_at") == null
                                ? null
                                : row.getOffsetDateTime("used_at").toInstant()));
    }

    /** Tells whether a machine is enrolled under the name; the row is locked until the transaction ends. */
    public boolean isTaken(SqlConnection tx, String name) {
        return first(tx, "select name from enrolment where name = $1 and revoked_at is null for update", Tuple.of(name))
                .isPresent();
    }

    /**
     * Stores an enrolment and uses up its token.
     *
     * @return false if another machine took the name in the meantime
     */
    public boolean enrol(SqlConnection tx, String tokenHash, Enrolled enrolled, Instant now) {
        tx.preparedQuery("update enrolment_token set used_at = $2 where hash = $1")
                .executeAndAwait(Tuple.of(tokenHash, time(now)));
        RowSet<Row> rows = tx.preparedQuery("""
                insert into enrolment (name, serial, labels, agent_version, enrolled_at, not_after)
                values ($1, $2, $3, $4, $5, $6)
                on conflict (name) do update set serial = excluded.serial, labels = excluded.labels,
                    agent_version = excluded.agent_version, enrolled_at = excluded.enrolled_at,
                    not_after = excluded.not_after, revoked_at = null
                where enrolment.revoked_at is not null""")
                .executeAndAwait(Tuple.tuple(List.of(
                        enrolled.name(),
                        enrolled.serial(),
                        new JsonObject(new HashMap<>(enrolled.labels())),
                        enrolled.agentVersion(),
                        time(now),
                        time(enrolled.notAfter()))));
        tx.preparedQuery("""
                insert into node (name, status, agent_version, labels, last_seen) values ($1, 'ENROLLED', $2, $3, $4)
                on conflict (name) do update set status = 'ENROLLED', agent_version = excluded.agent_version,
                    labels = excluded.labels, last_seen = excluded.last_seen, session = ''""")
                .executeAndAwait(Tuple.of(
                        enrolled.name(),
                        enrolled.agentVersion(),
                        new JsonObject(new HashMap<>(enrolled.labels())),
                        time(now)));
        return rows.rowCount() == 1;
    }

    /** Forgets tokens that are worth nothing since a week. */
    public void purgeTokens() {
        pool.query("delete from enrolment_token where expires_at < now() - interval '7 days'")
                .executeAndAwait();
    }

    /** A machine that has its certificate. */
    public record Enrolled(
            String name, String serial, Map<String, String> labels, String agentVersion, Instant notAfter) {}

    private static Optional<Row> first(SqlClient client, String sql, Tuple arguments) {
        var rows = client.preparedQuery(sql).executeAndAwait(arguments).iterator();
        return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
    }

    private static KnownNode known(Row row) {
        return new KnownNode(
                row.getString("name"),
                row.getString("serial"),
                texts(row.getJsonObject("labels")),
                row.getBoolean("revoked"));
    }

    private static Map<String, String> texts(JsonObject json) {
        Map<String, String> texts = new HashMap<>();
        json.forEach(entry -> texts.put(entry.getKey(), String.valueOf(entry.getValue())));
        return Map.copyOf(texts);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
