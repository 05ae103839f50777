package io.outrider.template.database;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Sessions of Hibernate Reactive, waited for. To be called on a worker or virtual thread, never on an event loop; failures
 * come as the exceptions that they are.
 */
@ApplicationScoped
public class Database {
    private final Mutiny.SessionFactory sessions;

    Database(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Runs the work in one transaction: committed when its result is there, rolled back when it fails. */
    public <T> T inTransaction(Function<Mutiny.Session, Uni<T>> work) {
        return await(() -> sessions.withTransaction((session, transaction) -> work.apply(session)));
    }

    /** Runs the work in a session that only reads. */
    public <T> T read(Function<Mutiny.Session, Uni<T>> work) {
        return await(() -> sessions.withSession(session -> {
            session.setDefaultReadOnly(true);
            return work.apply(session);
        }));
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Expected the database to answer, but " + e, e);
        }
    }
}
