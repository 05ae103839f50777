package io.outrider.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.outrider.tracing.TracedSpan;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The rows on their way to the broker while one replica relays. Rows are read while earlier ones are still unconfirmed; the producer
 * keeps the order within a partition. Used by the relay's thread only; the broker's answers come in through a queue, and what it has
 * confirmed is deleted by the statement that reads the next rows.
 */
final class RelayPass {

    private static final Logger LOG = Logger.getLogger(RelayPass.class);

    /** Bounds the memory of a backlog: 500 messages are read at once and 2,000 are unconfirmed at most. */
    private static final int READ = 500;

    private static final int UNCONFIRMED = 2_000;

    private static final String NEXT = """
            with published as (delete from outbox where id = any($1::bigint[]))
            select id, topic, key, value, headers from outbox
            where refused is null and id <> all($2::bigint[]) order by id limit $3""";

    private static final String REFUSE = "update outbox set refused = $2 where id = $1";

    private record Answer(long id, @Nullable Exception failure) {}

    private final SqlConnection connection;
    private final RelayProducer producer;
    private final Runnable wake;
    private final Counter published;
    private final Counter refusals;
    private final AtomicInteger waiting;
    private final RecordTraces traces;
    private final Set<Long> unconfirmed = new HashSet<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private volatile boolean crowded;

    RelayPass(
            SqlConnection connection,
            RelayProducer producer,
            Runnable wake,
            MeterRegistry meters,
            RecordTraces traces,
            AtomicInteger waiting) {
        this.connection = connection;
        this.producer = producer;
        this.wake = wake;
        this.traces = traces;
        this.waiting = waiting;
        this.published = meters.counter("outrider.outbox.published");
        this.refusals = meters.counter("outrider.outbox.refused");
    }

    /**
     * Removes what the broker has confirmed and sends what has come since.
     *
     * @return whether there may be more to send at once
     */
    boolean publishNext() {
        List<Long> confirmed = confirmed();
        int room = Math.min(READ, UNCONFIRMED - unconfirmed.size());
        crowded = room < READ;
        RowSet<Row> rows = connection
                .preparedQuery(NEXT)
                .executeAndAwait(Tuple.of(confirmed.toArray(Long[]::new), unconfirmed.toArray(Long[]::new), room));
        confirmed.forEach(unconfirmed::remove);
        rows.forEach(this::send);
        waiting.set(unconfirmed.size());
        return room > 0 && rows.size() == room;
    }

    /** Tells whether nothing is left to delete. */
    boolean isClear() {
        return unconfirmed.isEmpty();
    }

    private List<Long> confirmed() {
        List<Long> confirmed = new ArrayList<>();
        for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
            if (answer.failure() == null) {
                confirmed.add(answer.id());
                published.increment();
            } else {
                retryOrRefuse(answer.id(), answer.failure());
            }
        }
        return confirmed;
    }

    private void retryOrRefuse(long id, Exception failure) {
        if (!(failure instanceof RetriableException)) {
            LOG.errorf(
                    failure,
                    "Expected to publish message %d, but the broker will never take it; it stays in the outbox",
                    id);
            refusals.increment();
            connection.preparedQuery(REFUSE).executeAndAwait(Tuple.of(id, Failures.reason(failure)));
        }
        unconfirmed.remove(id);
    }

    private void send(Row row) {
        long id = row.getLong("id");
        unconfirmed.add(id);
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(
                row.getString("topic"),
                row.getString("key"),
                row.getBuffer("value").getBytes());
        new JsonObject(row.getString("headers"))
                .forEach(header -> message.headers()
                        .add(header.getKey(), ((String) header.getValue()).getBytes(StandardCharsets.UTF_8)));
        TracedSpan span = traces.sending(message);
        producer.send(message, failure -> {
            if (span != null) {
                span.end();
            }
            answers.add(new Answer(id, failure));
            if (failure != null || crowded) {
                wake.run();
            }
        });
    }
}
