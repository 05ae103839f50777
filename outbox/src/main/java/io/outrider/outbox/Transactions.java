package io.outrider.outbox;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Transactions of the reactive client for threads that may block. */
@ApplicationScoped
public class Transactions {

    private final Pool pool;

    Transactions(Pool pool) {
        this.pool = pool;
    }

    /**
     * Runs the work in one transaction: committed when it returns, rolled back when it throws. The first statement is sent together with
     * the begin, the last ones with the commit.
     */
    public <R> R run(Function<OpenTransaction, R> work) {
        SqlConnection connection = pool.getConnectionAndAwait();
        try {
            OpenTransaction transaction = new OpenTransaction(connection);
            R result;
            try {
                result = work.apply(transaction);
            } catch (RuntimeException | Error e) {
                transaction.rollback().ifPresent(earlier -> {
                    // The database answers with "aborted" to whatever comes after a failure.
                    earlier.addSuppressed(e);
                    throw earlier;
                });
                throw e;
            }
            transaction.commit();
            return result;
        } finally {
            connection.closeAndForget();
        }
    }
}
