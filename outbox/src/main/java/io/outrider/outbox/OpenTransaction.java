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
 * <p>A statement that fails ends the transaction, as PostgreSQL does: a handler that catches its failure has to throw another.
 */
public final class OpenTransaction extends SqlConnection {

    private final List<CompletableFuture<?>> sent = new ArrayList<>();

    OpenTransaction(SqlConnection connection) {
        super(connection.getDelegate());
        command("begin");
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
        settle();
    }

    /** Takes everything back. Returns the failure of what was sent before, if that is why the work could not go on. */
    Optional<RuntimeException> rollback() {
        command("rollback");
        try {
            settle();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private void command(String sql) {
        send(query(sql).execute());
    }

    private void settle() {
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
        if (first != null) {
            throw first;
        }
    }
}
