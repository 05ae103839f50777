package io.outrider.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The connection of an open transaction of {@link Transactions}, which ends it. Statements take effect in the order in which they are sent.
 * Those whose rows are needed are executed as on every connection; those that only write are best sent without waiting, as
 * each wait is a way to the database and back.
 *
 * <p>A prepared statement has one plan for all arguments. So its text, not its arguments, must say what selects a partial index and which
 * conditions there are.
 *
 * <p>A statement that fails ends the transaction, as PostgreSQL does: a handler that catches its failure has to throw another.
 */
public final class OpenTransaction extends SqlConnection {

    /** Arrays of one element make PostgreSQL prefer a new plan each time, which takes longer than most statements. */
    private static final String BEGIN = "begin; set local plan_cache_mode = force_generic_plan";

    private final List<CompletableFuture<?>> sent = new ArrayList<>();

    OpenTransaction(SqlConnection connection) {
        super(connection.getDelegate());
        command(BEGIN);
    }

    /** Sends a statement and does not wait for it; the commit does, and fails if the statement does. */
    public void send(String sql, Tuple arguments) {
        send(preparedQuery(sql).execute(arguments));
    }

    /** Sends a statement of this connection likewise. */
    public void send(Uni<?> statement) {
        sent.add(statement.subscribeAsCompletionStage());
    }

    /** Commits; waits for it and for all that was sent. Fails with the first failure. */
    void commit() {
        command("commit");
        failure().ifPresent(first -> {
            throw first;
        });
    }

    /** Takes everything back. Returns the first failure of what was sent, if that is why the work could not go on. */
    Optional<RuntimeException> rollback() {
        Optional<RuntimeException> failure = failure();
        try {
            query("rollback").executeAndAwait();
        } catch (RuntimeException e) {
            // The connection is gone and with it the transaction; what failed before says why.
            failure.ifPresent(first -> first.addSuppressed(e));
        }
        return failure;
    }

    private void command(String sql) {
        send(query(sql).execute());
    }

    /** Waits for all that was sent; returns what failed first. */
    private Optional<RuntimeException> failure() {
        RuntimeException first = null;
        for (CompletableFuture<?> one : sent) {
            try {
                one.join();
            } catch (CompletionException e) {
                if (first == null) {
                    first = e.getCause() instanceof RuntimeException cause ? cause : e;
                }
            }
        }
        return Optional.ofNullable(first);
    }
}
