package io.outrider.reactor.reaction.application;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Says which types of events any reaction of any project names, where there is no transaction yet: to pass over all others unread. */
@ApplicationScoped
public class AwaitedTypes {

    private static final Logger LOG = Logger.getLogger(AwaitedTypes.class);

    private final Pool pool;
    private final RuleBook rules;

    AwaitedTypes(Pool pool, RuleBook rules) {
        this.pool = pool;
        this.rules = rules;
    }

    /** Returns what is awaited at this moment; everything while the database is away, so that whoever asks waits for it. */
    public Predicate<String> now() {
        try {
            SqlConnection connection = pool.getConnectionAndAwait();
            try {
                return rules.current(connection)::isAwaited;
            } finally {
                connection.closeAndAwait();
            }
        } catch (RuntimeException e) {
            LOG.debug("which events are awaited is not known", e);
            return type -> true;
        }
    }
}
