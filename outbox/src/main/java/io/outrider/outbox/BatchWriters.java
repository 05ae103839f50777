package io.outrider.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Makes batch writers on this service's database and closes them when the service stops. */
@ApplicationScoped
public class BatchWriters {

    private final Transactions transactions;
    private final Outbox outbox;
    private final MeterRegistry meters;
    private final List<BatchWriter<?, ?>> writers = new CopyOnWriteArrayList<>();

    BatchWriters(Transactions transactions, Outbox outbox, MeterRegistry meters) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.meters = meters;
    }

    /**
     * Creates a writer and starts its thread.
     *
     * @param name for logs, metrics and the thread
     * @param maxBatch commands in one transaction, at most; twenty times as many may wait
     * @param handler applies a batch
     */
    public <C, R> BatchWriter<C, R> create(String name, int maxBatch, BatchWriter.Handler<C, R> handler) {
        BatchWriter<C, R> writer = new BatchWriter<>(name, maxBatch, handler, transactions, outbox, meters);
        writers.add(writer);
        return writer;
    }

    @PreDestroy
    void close() {
        writers.forEach(BatchWriter::close);
    }
}
