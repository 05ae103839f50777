package io.outrider.reactor.reaction.outbound.postgres;

import io.outrider.reactor.reaction.domain.ReactionId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the reactions that are in force, in the caller's transaction. */
@ApplicationScoped
public class ReactionTable {

    /**
     * A reaction as it was applied.
     *
     * @param definition JSON
     * @param remembers whether this version or one before has a memory; of versions that are not in force nobody asks
     */
    public record Stored(ReactionId id, String definition, boolean remembers) {}

    private static final String IN_FORCE = """
            select v.name, max(v.version) from reaction_version v join reaction r on r.project = v.project and r.name = v.name
            where v.project = $1 and v.created_at <= $2 and not (r.deleted and r.updated_at <= $2) group by v.name order by v.name""";

    private static final String VERSIONS = """
            select project, name, version, definition, false from reaction_version
            where project = $1 and (name, version) in (select * from unnest($2::text[], $3::int[])) order by name""";

    private static final String VERSION_AT = """
            select max(version) from reaction_version where project = $1 and name = $2 and created_at <= $3""";

    private static final String DELETE = """
            update reaction set deleted = true, remembers = false, updated_by = $3, updated_at = $4
            where project = $1 and name = $2 and not deleted""";

    /** Returns which version of each reaction of a project was in force at a time; of those deleted before, none. */
    public List<ReactionId> inForce(SqlConnection transaction, String project, Instant at) {
        return transaction.preparedQuery(IN_FORCE).executeAndAwait(Tuple.of(project, utc(at))).stream()
                .map(row -> new ReactionId(project, row.getString(0), row.getInteger(1)))
                .toList();
    }

    /** Returns the version of a reaction at a time; empty before the first. */
    public Optional<ReactionId> inForce(SqlConnection transaction, String project, String name, Instant at) {
        Row row = transaction
                .preparedQuery(VERSION_AT)
                .executeAndAwait(Tuple.of(project, name, utc(at)))
                .iterator()
                .next();
        return Optional.ofNullable(row.getInteger(0)).map(version -> new ReactionId(project, name, version));
    }

    /** Returns these versions of reactions of one project, in force or not. */
    public List<Stored> versions(SqlConnection transaction, String project, List<ReactionId> ids) {
        Tuple parameters = Tuple.of(
                project,
                ids.stream().map(ReactionId::name).toArray(String[]::new),
                ids.stream().map(ReactionId::version).toArray(Integer[]::new));
        return transaction.preparedQuery(VERSIONS).executeAndAwait(parameters).stream()
                .map(ReactionTable::stored)
                .toList();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Stored stored(Row row) {
        ReactionId id = new ReactionId(row.getString(0), row.getString(1), row.getInteger(2));
        return new Stored(id, row.getString(3), row.getBoolean(4));
    }

    /** Returns a number that grows with every change of a reaction. */
    public long revision(SqlConnection transaction) {
        return transaction
                .preparedQuery("select revision from reaction_revision where id = 1")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }

    /** Counts the revision up and returns it; other changes wait for the end of the transaction. */
    public long countUp(SqlConnection transaction) {
        return transaction
                .preparedQuery("update reaction_revision set revision = revision + 1 where id = 1 returning revision")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }

    /** Marks a reaction as deleted; returns whether there was one. */
    public boolean delete(SqlConnection transaction, String project, String name, String user, Instant now) {
        return transaction
                        .preparedQuery(DELETE)
                        .executeAndAwait(Tuple.of(project, name, user, utc(now)))
                        .rowCount()
                > 0;
    }

    /** Returns all reactions but the deleted ones, by project and name. */
    public List<Stored> all(SqlConnection transaction) {
        List<Stored> all = new ArrayList<>();
        for (Row row : transaction
                .preparedQuery(
                        "select project, name, version, definition, remembers from reaction where not deleted order by project, name")
                .executeAndAwait()) {
            all.add(stored(row));
        }
        return all;
    }
}
