package io.outrider.reactor.window.outbound.postgres;

import io.outrider.reactor.columns.Columns;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and writes groups, many in one statement, in the caller's transaction. Rows are locked in one order by all, so that batches
 * and replicas wait for each other and never in a circle.
 */
@ApplicationScoped
public class GroupTable {

    /** Before this nobody's state expires; such a row was only made to be locked. */
    private static final String ADD = """
            insert into reaction_group (project, reaction, group_key, version, state, expires_at)
            select project, reaction, group_key, 0, '{}', to_timestamp(0)
            from unnest($1::text[], $2::text[], $3::text[]) as n (project, reaction, group_key)
            on conflict do nothing""";

    private static final String LOCK = """
            select g.project, g.reaction, g.group_key, g.version, g.state, g.deadline, g.expires_at from reaction_group g
            join unnest($1::text[], $2::text[], $3::text[]) as n (project, reaction, group_key) using (project, reaction, group_key)
            order by g.project collate "C", g.reaction collate "C", g.group_key collate "C" for update of g""";

    private static final String DUE = """
            select project, reaction, group_key, version, state, deadline, expires_at from reaction_group
            where deadline <= $1 order by deadline limit $2 for update skip locked""";

    private static final String NEXT = "select min(deadline) from reaction_group where deadline is not null";

    private static final String UPDATE = """
            update reaction_group g set version = n.version, state = n.state, deadline = n.deadline, expires_at = n.expires_at
            from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::timestamptz[], $7::timestamptz[])
              as n (project, reaction, group_key, version, state, deadline, expires_at)
            where g.project = n.project and g.reaction = n.reaction and g.group_key = n.group_key""";

    private static final String DELETE = """
            delete from reaction_group g using unnest($1::text[], $2::text[], $3::text[]) as n (project, reaction, group_key)
            where g.project = n.project and g.reaction = n.reaction and g.group_key = n.group_key""";

    /**
     * Locks these groups.
     *
     * @param fresh those that are made when they are missing; of the others only what is there is returned
     */
    public Map<GroupKey, GroupLine> lock(
            SqlConnection transaction, Collection<GroupKey> groups, Collection<GroupKey> fresh) {
        Map<GroupKey, GroupLine> locked = new HashMap<>();
        do {
            if (!fresh.isEmpty()) {
                transaction.preparedQuery(ADD).executeAndAwait(keys(fresh).tuple());
            }
            transaction
                    .preparedQuery(LOCK)
                    .executeAndAwait(keys(groups).tuple())
                    .forEach(row -> locked.put(line(row).key(), line(row)));
            // Again, should one have been deleted between the two statements.
        } while (!locked.keySet().containsAll(fresh));
        return locked;
    }

    /** Locks groups whose deadline is not after this time, the earliest first, and passes over those that others hold. */
    public List<GroupLine> lockDue(SqlConnection transaction, Instant now, int count) {
        return transaction.preparedQuery(DUE).executeAndAwait(Tuple.of(Columns.offset(now), count)).stream()
                .map(GroupTable::line)
                .toList();
    }

    /** Returns the earliest deadline of all. */
    public Optional<Instant> nextDeadline(SqlConnection transaction) {
        Row row = transaction.preparedQuery(NEXT).executeAndAwait().iterator().next();
        return Optional.ofNullable(Columns.instant(row.getOffsetDateTime(0)));
    }

    /** Writes groups that are locked. */
    public void update(SqlConnection transaction, Collection<GroupLine> lines) {
        if (!lines.isEmpty()) {
            transaction
                    .preparedQuery(UPDATE)
                    .executeAndAwait(Columns.of(lines)
                            .text(line -> line.key().project())
                            .text(line -> line.key().reaction())
                            .text(line -> line.key().group())
                            .integer(GroupLine::version)
                            .text(GroupLine::state)
                            .time(GroupLine::deadline)
                            .time(GroupLine::expiresAt)
                            .tuple());
        }
    }

    /** Deletes groups that are locked. */
    public void delete(SqlConnection transaction, Collection<GroupKey> keys) {
        if (!keys.isEmpty()) {
            transaction.preparedQuery(DELETE).executeAndAwait(keys(keys).tuple());
        }
    }

    private static Columns<GroupKey> keys(Collection<GroupKey> keys) {
        List<GroupKey> ordered = keys.stream().sorted().toList();
        return Columns.of(ordered)
                .text(GroupKey::project)
                .text(GroupKey::reaction)
                .text(GroupKey::group);
    }

    private static GroupLine line(Row row) {
        return new GroupLine(
                new GroupKey(row.getString(0), row.getString(1), row.getString(2)),
                row.getInteger(3),
                row.getString(4),
                Columns.instant(row.getOffsetDateTime(5)),
                row.getOffsetDateTime(6).toInstant());
    }
}
