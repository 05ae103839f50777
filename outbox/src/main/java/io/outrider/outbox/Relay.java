package io.outrider.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the outbox.
 *
 * <p>Of all replicas of a service one relays at a time: it holds an advisory lock of the database on a connection of its own, so that
 * order per key holds across replicas. The others pass on their wake-ups with {@code NOTIFY}; when the relaying one dies, its lock goes
 * with its connection and another takes over within a second.
 */
@ApplicationScoped
public class Relay {

    /** Advisory lock of the relay; any number that nothing else in the service's database uses. */
    private static final long LOCK = 0x6f7574626f78L;

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration IDLE = Duration.ofSeconds(1);

    /** What the broker has confirmed is deleted with the next read, or this much later if nothing comes. */
    private static final Duration LINGER = Duration.ofMillis(50);

    /** What nobody waits for is published with the next messages, or after this time: a record of its own costs its readers a batch each. */
    static final Duration CALM = Duration.ofMillis(30);

    /** Losing a deletion in a crash means publishing again, which consumers drop. */
    private static final String SETTINGS = "set synchronous_commit = off; set plan_cache_mode = force_generic_plan";

    private final Pool pool;
    private final RelayProducer producer;
    private final Semaphore signal = new Semaphore(0);
    private final MeterRegistry meters;
    private final RecordTraces traces;
    private final AtomicInteger waiting;
    private final Executor later = CompletableFuture.delayedExecutor(CALM.toMillis(), TimeUnit.MILLISECONDS);
    private @Nullable Thread thread;
    private volatile boolean relaying;
    private volatile boolean stopped;

    /** Reads of the table that have begun since the start. */
    private final AtomicLong reads = new AtomicLong();

    Relay(Pool pool, RelayProducer producer, MeterRegistry meters, RecordTraces traces) {
        this.pool = pool;
        this.producer = producer;
        this.meters = meters;
        this.traces = traces;
        this.waiting = meters.gauge("outrider.outbox.unconfirmed", new AtomicInteger());
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().daemon().name("outbox-relay").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        signal.release();
        if (thread != null) {
            thread.join(Duration.ofSeconds(5));
        }
    }

    /** Publishes what was committed, now. */
    void wake() {
        if (relaying) {
            signal.release();
        } else {
            pool.query("notify outbox")
                    .execute()
                    .subscribe()
                    .with(done -> {}, failure -> LOG.debug("notify failed", failure));
        }
    }

    /** Publishes what was committed with what comes next, or after {@link #CALM}. */
    void wakeCalmly() {
        long before = reads.get();
        later.execute(() -> {
            if (!stopped && reads.get() == before) {
                wake();
            }
        });
    }

    private void run() {
        for (int attempt = 0; !stopped; attempt++) {
            SqlConnection connection = null;
            try {
                connection = pool.getConnectionAndAwait();
                if (lock(connection)) {
                    attempt = 0;
                    relay(connection);
                } else {
                    signal.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warnf("Expected to relay the outbox, but %s; trying again", Failures.reason(e));
                Pause.exponential(attempt, Duration.ofMillis(50), Duration.ofSeconds(2));
            } finally {
                relaying = false;
                waiting.set(0);
                release(connection);
            }
        }
    }

    private boolean lock(SqlConnection connection) {
        return connection
                .query("select pg_try_advisory_lock(" + LOCK + ")")
                .executeAndAwait()
                .iterator()
                .next()
                .getBoolean(0);
    }

    private void relay(SqlConnection connection) throws InterruptedException {
        connection.query(SETTINGS).executeAndAwait();
        PgConnection.cast(connection).notificationHandler(notification -> signal.release());
        connection.query("listen outbox").executeAndAwait();
        RelayPass pass = new RelayPass(connection, producer, signal::release, meters, traces, waiting);
        relaying = true;
        Pacing pacing = new Pacing(System.nanoTime());
        while (!stopped) {
            pacing.await();
            signal.drainPermits();
            reads.incrementAndGet();
            if (!pass.publishNext()) {
                signal.tryAcquire((pass.isClear() ? IDLE : LINGER).toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private static void release(@Nullable SqlConnection connection) {
        if (connection == null) {
            return;
        }
        try {
            // The session's settings and lock must not reach the pool's next user.
            connection
                    .query("select pg_advisory_unlock_all(); unlisten *; reset all")
                    .executeAndAwait();
        } catch (RuntimeException e) {
            LOG.debug("The relay's connection is gone", e);
        }
        connection.closeAndForget();
    }
}
