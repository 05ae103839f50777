package io.outrider.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.outrider.schemas.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Handles batches of records so that each takes effect once.
 *
 * <p>Dropping what the consumer has seen, the handler's effect and its messages happen in one transaction; the channel commits its
 * offsets after it. While the database or the registry is away the batch waits and is tried again. A record that cannot be decoded or
 * handled goes to the dead-letter topic with the reason, alone: the rest of its batch is handled. It is not marked as seen, so that it
 * can be replayed.
 *
 * <p>While the service stops nothing is tried again and nothing becomes a dead letter: the batch fails, unacknowledged, and comes again.
 */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final String SEEN = """
            insert into inbox (consumer, event_id) select $1, unnest($2::text[])
            on conflict do nothing returning event_id""";

    private final Transactions transactions;
    private final RecordDecoder decoder;
    private final Outbox outbox;
    private final MeterRegistry meters;
    private final RecordTraces traces;
    private volatile boolean stopping;

    Inbox(Transactions transactions, RecordDecoder decoder, Outbox outbox, MeterRegistry meters, RecordTraces traces) {
        this.transactions = transactions;
        this.decoder = decoder;
        this.outbox = outbox;
        this.meters = meters;
        this.traces = traces;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /**
     * Handles a batch; returns when it is committed.
     *
     * @param consumer the name under which event ids are remembered, one for each purpose in a service
     * @param topic where the records come from
     * @param batch the records
     * @param handler called with the records that are new; again with parts of them when it throws
     */
    public <T extends SpecificRecord> void receive(
            String consumer, Topic<T> topic, ConsumerRecords<String, byte[]> batch, BatchHandler<T> handler) {
        receiveIdempotent(consumer, topic, batch, (tx, records) -> {
            List<Received<T>> unseen = unseen(tx, consumer, records);
            return unseen.isEmpty() ? List.of() : handler.handle(tx, unseen);
        });
    }

    /** The same for a handler whose effect is idempotent by keys of its own: event ids are not remembered. */
    public <T extends SpecificRecord> void receiveIdempotent(
            String consumer, Topic<T> topic, ConsumerRecords<String, byte[]> batch, BatchHandler<T> handler) {
        List<Arrival<T>> decoded = new ArrayList<>(batch.count());
        RecordTraces.Batch followed = traces.batch();
        long now = System.currentTimeMillis();
        for (ConsumerRecord<String, byte[]> raw : batch.records(topic.name())) {
            meters.timer("outrider.inbox.age", "consumer", consumer, "topic", topic.name())
                    .record(Math.max(0, now - raw.timestamp()), TimeUnit.MILLISECONDS);
            switch (decoder.decode(topic, raw)) {
                case RecordDecoder.Decoded<T>(Received<T> received) ->
                    decoded.add(new Arrival<>(raw, followed.follow(received)));
                case RecordDecoder.Undecodable<T>(String reason) -> bury(consumer, raw, reason);
            }
        }
        meters.summary("outrider.inbox.batch", "consumer", consumer).record(decoded.size());
        // There with the first batch, so that the first dead letter is seen as a change.
        buried(consumer);
        if (!decoded.isEmpty()) {
            try {
                handle(consumer, decoded, handler);
            } finally {
                followed.end();
            }
        }
    }

    private record Arrival<T>(ConsumerRecord<String, byte[]> raw, Received<T> received) {}

    private <T> void handle(String consumer, List<Arrival<T>> records, BatchHandler<T> handler) {
        for (int attempt = 0; ; attempt++) {
            try {
                List<Received<T>> received =
                        records.stream().map(Arrival::received).toList();
                boolean said = transactions.run(tx -> {
                    List<OutgoingMessage<?>> messages = handler.handle(tx, received);
                    outbox.append(tx, messages);
                    return !messages.isEmpty();
                });
                if (said) {
                    outbox.committed();
                }
                return;
            } catch (RuntimeException e) {
                giveUpIfStopping(e);
                if (!Failures.isTransient(e)) {
                    divide(consumer, records, handler, e);
                    return;
                }
                LOG.warnf(
                        "Expected to handle %d records for %s, but %s; trying again",
                        records.size(), consumer, Failures.reason(e));
                Pause.exponential(attempt, FIRST_PAUSE, LONGEST_PAUSE);
            }
        }
    }

    /** One record of the batch cannot be handled: halves find it in order, the others go on. */
    private <T> void divide(
            String consumer, List<Arrival<T>> records, BatchHandler<T> handler, RuntimeException failure) {
        if (records.size() == 1) {
            LOG.errorf(
                    failure, "Expected to handle a record for %s, but it failed; it becomes a dead letter", consumer);
            bury(consumer, records.getFirst().raw(), Failures.reason(failure));
            return;
        }
        int middle = records.size() / 2;
        handle(consumer, records.subList(0, middle), handler);
        handle(consumer, records.subList(middle, records.size()), handler);
    }

    private Counter buried(String consumer) {
        return meters.counter("outrider.dead.letters", "consumer", consumer);
    }

    private void bury(String consumer, ConsumerRecord<String, byte[]> raw, String reason) {
        buried(consumer).increment();
        if (raw.topic().equals(Topic.DEAD_LETTERS_NAME)) {
            // A dead letter that nobody can read would come round for ever.
            LOG.errorf("Expected to handle dead letter %s-%d, but %s", raw.partition(), raw.offset(), reason);
            return;
        }
        OutgoingMessage<?> letter = DeadLetters.of(consumer, raw, reason, Instant.now());
        for (int attempt = 0; ; attempt++) {
            try {
                transactions.run(tx -> {
                    outbox.append(tx, List.of(letter));
                    return letter;
                });
                outbox.committed();
                return;
            } catch (RuntimeException e) {
                giveUpIfStopping(e);
                LOG.warnf("Expected to keep a dead letter of %s, but %s; trying again", consumer, Failures.reason(e));
                Pause.exponential(attempt, FIRST_PAUSE, LONGEST_PAUSE);
            }
        }
    }

    /** An interrupted thread is told to stop, too; what it failed at lies in that, not in the record. */
    private void giveUpIfStopping(RuntimeException failure) {
        if (stopping || Thread.currentThread().isInterrupted()) {
            throw failure;
        }
    }

    private static <T> List<Received<T>> unseen(SqlConnection tx, String consumer, List<Received<T>> records) {
        String[] ids = records.stream().map(record -> record.envelope().id()).toArray(String[]::new);
        Set<String> fresh = new HashSet<>();
        for (Row row : tx.preparedQuery(SEEN).executeAndAwait(Tuple.of(consumer, ids))) {
            fresh.add(row.getString(0));
        }
        // remove: the same id twice in one batch counts once.
        return records.stream()
                .filter(record -> fresh.remove(record.envelope().id()))
                .toList();
    }
}
