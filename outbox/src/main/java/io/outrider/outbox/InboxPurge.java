package io.outrider.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Forgets event ids that are older than any redelivery can be: longer than the topics keep their records. */
@ApplicationScoped
public class InboxPurge {

    private static final Logger LOG = Logger.getLogger(InboxPurge.class);
    private static final String PURGE = """
            delete from inbox where (consumer, event_id) in
            (select consumer, event_id from inbox where received_at < $1 limit 10000)""";

    private final Pool pool;
    private final Duration retention;
    private @Nullable Thread thread;

    InboxPurge(Pool pool, @ConfigProperty(name = "outrider.inbox.retention", defaultValue = "P8D") Duration retention) {
        this.pool = pool;
        this.retention = retention;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("inbox-purge").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(Duration.ofMinutes(10));
                purge();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("Expected to purge the inbox, but %s", Failures.reason(e));
            }
        }
    }

    /** Deletes in bites, so that no transaction is long. */
    void purge() {
        OffsetDateTime limit = OffsetDateTime.now(ZoneOffset.UTC).minus(retention);
        while (pool.preparedQuery(PURGE).executeAndAwait(Tuple.of(limit)).rowCount() > 0) {
            Thread.onSpinWait();
        }
    }
}
