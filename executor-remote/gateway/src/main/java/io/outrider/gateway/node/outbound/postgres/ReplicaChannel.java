package io.outrider.gateway.node.outbound.postgres;

import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Short words between the replicas of the gateway through PostgreSQL's {@code NOTIFY}. They make things faster, never right: a word
 * may be lost, and who listens looks at the tables from time to time anyway.
 */
@ApplicationScoped
public class ReplicaChannel {

    private static final Logger LOG = Logger.getLogger(ReplicaChannel.class);
    private static final String WAKE = "wake";
    private static final String ENROLMENT = "enrolment";

    private final Pool pool;
    private final String replica = UUID.randomUUID().toString();

    ReplicaChannel(Pool pool) {
        this.pool = pool;
    }

    /** What is heard from other replicas. */
    public interface Listener {

        /** Something waits for the node. */
        void wake(String node);

        /** An enrolment changed. */
        void enrolmentChanged(String node);

        /** Words may have been missed. */
        void missed();
    }

    /** Says that something waits for these nodes. */
    public void wake(List<String> nodes) {
        say(WAKE, nodes);
    }

    /** Says that an enrolment changed. */
    public void enrolmentChanged(String node) {
        say(ENROLMENT, List.of(node));
    }

    private void say(String word, List<String> nodes) {
        String[] words =
                nodes.stream().map(node -> replica + " " + word + " " + node).toArray(String[]::new);
        pool.preparedQuery("select pg_notify('gateway', w) from unnest($1::text[]) as x (w)")
                .execute(Tuple.of(words))
                .subscribe()
                .with(done -> {}, failure -> LOG.debug("notify failed", failure));
    }

    /**
     * Listens until the connection ends; the caller calls again.
     *
     * @throws InterruptedException when it should end
     */
    public void listen(Listener listener) throws InterruptedException {
        SqlConnection connection = pool.getConnectionAndAwait();
        try {
            CountDownLatch closed = new CountDownLatch(1);
            PgConnection postgres = PgConnection.cast(connection);
            postgres.closeHandler(closed::countDown);
            postgres.notificationHandler(word -> hear(word.getPayload(), listener));
            connection.query("listen gateway").executeAndAwait();
            listener.missed();
            closed.await();
        } finally {
            connection.closeAndForget();
        }
    }

    private void hear(@Nullable String payload, Listener listener) {
        String[] parts = payload == null ? new String[0] : payload.split(" ", 3);
        if (parts.length != 3 || parts[0].equals(replica)) {
            return;
        }
        switch (parts[1]) {
            case WAKE -> listener.wake(parts[2]);
            case ENROLMENT -> listener.enrolmentChanged(parts[2]);
            default -> LOG.debugf("a newer replica said %s", parts[1]);
        }
    }
}
