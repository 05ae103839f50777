package io.outrider.reactor.event.outbound.postgres;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the types of a project's events that somebody is about, so that only those are read: there is an index by type. */
@ApplicationScoped
public class EventTypes {

    /** Of more than these it is cheaper to read all events. */
    private static final int MOST = 50;

    /** That a project may have for globs to be tried on them: each is one step in the index. */
    private static final int MOST_DIFFERENT = 10_000;

    private static final String DIFFERENT = """
            with recursive different (type) as (
              (select type from event where project = $1 order by type limit 1)
              union all
              select (select e.type from event e where e.project = $1 and e.type > d.type order by e.type limit 1)
              from different d where d.type is not null)
            select type from different where type is not null limit $2""";

    /**
     * Returns the types.
     *
     * @param names all of them, where they are known; empty: those that there are and that are named
     * @return empty when there are too many
     */
    public Optional<List<String>> of(
            SqlConnection connection, String project, Set<String> names, Predicate<String> named) {
        if (!names.isEmpty()) {
            return names.size() <= MOST ? Optional.of(List.copyOf(names)) : Optional.empty();
        }
        List<String> types = new ArrayList<>();
        int different = 0;
        for (Row row : connection.preparedQuery(DIFFERENT).executeAndAwait(Tuple.of(project, MOST_DIFFERENT + 1))) {
            different++;
            if (named.test(row.getString(0))) {
                types.add(row.getString(0));
            }
        }
        return different <= MOST_DIFFERENT && types.size() <= MOST ? Optional.of(types) : Optional.empty();
    }
}
