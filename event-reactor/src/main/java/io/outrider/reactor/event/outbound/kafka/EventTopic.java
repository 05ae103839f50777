package io.outrider.reactor.event.outbound.kafka;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Puts events onto their topic. All replicas confirm; records of one key stay in order. A broker that is away is waited for as long as the
 * producer's delivery timeout says.
 */
public final class EventTopic {

    private final Producer<String, byte[]> producer;

    /** Takes over the producer's use, not its end. */
    public EventTopic(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Sends the records. May wait for the broker's metadata, so not for an event loop.
     *
     * @return completed when all are confirmed, on the producer's thread; failed when one is not, and then others may be there all the same
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every end
    public CompletionStage<Void> send(List<ProducerRecord<String, byte[]>> records) {
        Confirmations confirmations = new Confirmations(records.size());
        AtomicBoolean failed = new AtomicBoolean();
        for (ProducerRecord<String, byte[]> message : records) {
            if (failed.get()) {
                // Each further one could wait for as long again.
                break;
            }
            producer.send(message, (metadata, failure) -> {
                if (failure == null) {
                    confirmations.one();
                } else {
                    failed.set(true);
                    confirmations.fail(failure);
                }
            });
        }
        return confirmations.all();
    }
}
