package io.outrider.outbox;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.multi.AbstractMultiOperator;
import io.smallrye.mutiny.operators.multi.MultiOperatorProcessor;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Gathers the batches of one channel until they are asked for, then hands them on as one, when it is its turn. It reads on until
 * {@value #ENOUGH_RECORDS} records or {@value #ENOUGH_BYTES} bytes are there, so that a batch may have that much and what one poll brought.
 */
final class Gathering extends AbstractMultiOperator<Message<?>, Message<?>> {

    static final int ENOUGH_RECORDS = 200;
    static final int ENOUGH_BYTES = 1 << 20;

    private final LongSupplier turn;

    /**
     * Gathers.
     *
     * @param turn counts a batch, and returns the nanoseconds until its turn
     */
    Gathering(Multi<? extends Message<?>> upstream, LongSupplier turn) {
        super(upstream);
        this.turn = turn;
    }

    @Override
    public void subscribe(MultiSubscriber<? super Message<?>> downstream) {
        upstream.subscribe().withSubscriber(new Processor(downstream, turn));
    }

    private static final class Processor extends MultiOperatorProcessor<Message<?>, Message<?>> {

        private final LongSupplier turn;
        private final List<Message<?>> gathered = new ArrayList<>();
        private int records;
        private long bytes;
        private long demand;

        /** A turn is waited for, or a batch is being handed on. */
        private boolean busy;

        /** The connector has been told not to read on. */
        private boolean full;

        Processor(MultiSubscriber<? super Message<?>> downstream, LongSupplier turn) {
            super(downstream);
            this.turn = turn;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            super.onSubscribe(subscription);
            subscription.request(1);
        }

        @Override
        public void onItem(Message<?> message) {
            boolean more;
            ConsumerRecords<?, ?> read;
            try {
                read = GatheredBatches.records(message);
            } catch (RuntimeException unusable) {
                getUpstreamSubscription().cancel();
                onFailure(unusable);
                return;
            }
            synchronized (this) {
                gathered.add(message);
                for (ConsumerRecord<?, ?> record : read) {
                    records++;
                    bytes += Math.max(0, record.serializedValueSize());
                }
                full = records >= ENOUGH_RECORDS || bytes >= ENOUGH_BYTES;
                more = !full;
            }
            if (more) {
                super.request(1);
            }
            handOn();
        }

        @Override
        public void request(long count) {
            synchronized (this) {
                demand = Subscriptions.add(demand, count);
            }
            handOn();
        }

        private void handOn() {
            long wait;
            synchronized (this) {
                if (busy || demand == 0 || gathered.isEmpty()) {
                    return;
                }
                busy = true;
                wait = turn.getAsLong();
            }
            if (wait > 0) {
                CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS, Infrastructure.getDefaultExecutor())
                        .execute(this::handOnNow);
            } else {
                handOnNow();
            }
        }

        private void handOnNow() {
            List<Message<?>> batch;
            boolean more;
            synchronized (this) {
                batch = List.copyOf(gathered);
                gathered.clear();
                records = 0;
                bytes = 0;
                demand--;
                more = full;
                full = false;
            }
            if (more) {
                super.request(1);
            }
            super.onItem(GatheredBatches.join(batch));
            synchronized (this) {
                busy = false;
            }
            handOn();
        }
    }
}
