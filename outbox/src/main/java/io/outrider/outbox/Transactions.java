package io.outrider.outbox;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Transactions of the reactive client for threads that may block. */
@ApplicationScoped
public class Transactions {

    private final Pool pool;

    Transactions(Pool pool) {
        this.pool = pool;
    }

    /** Runs the work in one transaction: committed when it returns, rolled back when it throws. */
    public <R> R run(Function<SqlConnection, R> work) {
        SqlConnection connection = pool.getConnectionAndAwait();
        try {
            Transaction transaction = connection.beginAndAwait();
            R result;
            try {
                result = work.apply(connection);
            } catch (RuntimeException | Error e) {
                rollback(transaction, e);
                throw e;
            }
            transaction.commitAndAwait();
            return result;
        } finally {
            connection.closeAndForget();
        }
    }

    private static void rollback(Transaction transaction, Throwable cause) {
        try {
            transaction.rollbackAndAwait();
        } catch (RuntimeException e) {
            // The connection is gone and with it the transaction; the first failure says why.
            cause.addSuppressed(e);
        }
    }
}
