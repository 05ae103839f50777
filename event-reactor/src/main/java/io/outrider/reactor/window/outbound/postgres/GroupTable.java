package io.outrider.reactor.window.outbound.postgres;

import io.outrider.outbox.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes groups, many in one statement, in the caller's transaction. Rows are locked in one order by all, so that batches
 * and replicas wait for each other and never in a circle.
 */
@ApplicationScoped
public class GroupTable {

    /** A group may be deleted while it is locked, but hardly so often one after the other. */
    private static final int MAX_PASSES = 10;

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

    private static final String LOCK_NEXT = """
            select project, reaction, group_key, version, state, deadline, expires_at from reaction_group
            where project = $1 and reaction = $2 and ($3::text is null or group_key collate "C" > $3)
            order by group_key collate "C" limit $4 for update""";

    private static final String DUE = """
            select project, reaction, group_key, version, state, deadline, expires_at from reaction_group
            where deadline <= $1 order by deadline limit $2 for update skip locked""";

    private static final String NEXT = "select min(deadline) from reaction_group where deadline is not null";

    private static final String COUNT = "select count(*) from reaction_group where deadline is not null";

    private static final String POSTPONE = """
            update reaction_group set deadline = $1 where (project, reaction, group_key) in
            (select project, reaction, group_key from reaction_group where deadline is not null order by deadline limit 1
              for update skip locked)""";

    /** Rows are taken in the order of the primary key, as many as a short transaction may look at. */
    private static final String FORGET = """
            with bite as (select project, reaction, group_key from reaction_group
              where (project, reaction, group_key) > ($1, $2, $3) order by project, reaction, group_key limit $5),
            gone as (delete from reaction_group g using bite b
              where g.project = b.project and g.reaction = b.reaction and g.group_key = b.group_key
                and g.deadline is null and g.expires_at < $4 returning 1)
            select b.project, b.reaction, b.group_key, (select count(*) from gone) from bite b
            order by b.project desc, b.reaction desc, b.group_key desc limit 1""";

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
        for (int pass = 0; pass < MAX_PASSES; pass++) {
            Uni<?> added = fresh.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : transaction.preparedQuery(ADD).execute(keys(fresh).tuple());
            Uni<RowSet<Row>> rows =
                    transaction.preparedQuery(LOCK).execute(keys(groups).tuple());
            // Both are on their way at once; the database takes them one after the other.
            Uni.combine()
                    .all()
                    .unis(added, rows)
                    .asTuple()
                    .await()
                    .indefinitely()
                    .getItem2()
                    .forEach(row -> {
                        GroupLine line = line(row);
                        locked.put(line.key(), line);
                    });
            if (locked.keySet().containsAll(fresh)) {
                return locked;
            }
            // Again: one was deleted between the two statements.
        }
        throw new IllegalStateException("Expected to lock all of " + fresh.size() + " groups, but after " + MAX_PASSES
                + " passes there are others: a key may be none that the database stores as it is");
    }

    /**
     * Locks groups of a reaction in the order in which {@link #lock} does.
     *
     * @param after the last one before them; null: begin with the first
     */
    public List<GroupLine> lockNext(
            SqlConnection transaction, String project, String reaction, @Nullable String after, int count) {
        return transaction.preparedQuery(LOCK_NEXT).executeAndAwait(Tuple.of(project, reaction, after, count)).stream()
                .map(GroupTable::line)
                .toList();
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

    /** Returns how many windows are open that close by themselves. */
    public long countOpen(SqlConnection transaction) {
        return transaction
                .preparedQuery(COUNT)
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }

    /** Has the group with the earliest deadline looked at later; returns whether there is one. */
    public boolean postponeFirst(SqlConnection transaction, Instant later) {
        return transaction
                        .preparedQuery(POSTPONE)
                        .executeAndAwait(Tuple.of(Columns.offset(later)))
                        .rowCount()
                > 0;
    }

    /**
     * A bite of housekeeping.
     *
     * @param last the last row that was looked at, where the next bite begins
     * @param deleted how many rows had expired
     */
    public record Bite(GroupKey last, long deleted) {}

    /**
     * Deletes rows that expired before this time among those that follow.
     *
     * @param count rows to look at
     * @return nothing at the end
     */
    public Optional<Bite> forget(SqlConnection transaction, GroupKey after, Instant before, int count) {
        return transaction
                .preparedQuery(FORGET)
                .executeAndAwait(
                        Tuple.of(after.project(), after.reaction(), after.group(), Columns.offset(before), count))
                .stream()
                .map(row ->
                        new Bite(new GroupKey(row.getString(0), row.getString(1), row.getString(2)), row.getLong(3)))
                .findFirst();
    }

    /** Writes groups that are locked. */
    public Uni<?> update(SqlConnection transaction, Collection<GroupLine> lines) {
        if (lines.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(UPDATE)
                .execute(Columns.of(lines)
                        .text(line -> line.key().project())
                        .text(line -> line.key().reaction())
                        .text(line -> line.key().group())
                        .integer(GroupLine::version)
                        .text(GroupLine::state)
                        .time(GroupLine::deadline)
                        .time(GroupLine::expiresAt)
                        .tuple());
    }

    /** Deletes groups that are locked. */
    public Uni<?> delete(SqlConnection transaction, Collection<GroupKey> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(DELETE).execute(keys(keys).tuple());
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
