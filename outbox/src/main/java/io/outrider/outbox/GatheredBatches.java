package io.outrider.outbox;

import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.PublisherDecorator;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * Makes one batch of all that a channel has read while its last one was handled. The connector hands on what each poll brought, and reads
 * some polls ahead: under a steady stream each of those small batches would wait for the transactions of those before it.
 */
@ApplicationScoped
public class GatheredBatches implements PublisherDecorator {

    @Override
    public Multi<? extends Message<?>> decorate(
            Multi<? extends Message<?>> publisher, List<String> channels, boolean fromConnector) {
        return fromConnector ? new Gathering(publisher, new Pacing(System.nanoTime())::untilNext) : publisher;
    }

    /** Returns the records of a message as the connector made it. */
    static ConsumerRecords<?, ?> records(Message<?> message) {
        return batch(message).getRecords();
    }

    /** Returns one message with the records of all, in their order; its acknowledgement is that of each. */
    static Message<?> join(List<Message<?>> messages) {
        return messages.size() == 1 ? messages.getFirst() : joined(messages);
    }

    private static Message<?> joined(List<Message<?>> messages) {
        Map<TopicPartition, List<ConsumerRecord<Object, Object>>> records = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (Message<?> message : messages) {
            IncomingKafkaRecordBatchMetadata<Object, Object> batch = batch(message);
            for (TopicPartition partition : batch.getRecords().partitions()) {
                records.computeIfAbsent(partition, absent -> new ArrayList<>())
                        .addAll(batch.getRecords().records(partition));
            }
            next.putAll(batch.getRecords().nextOffsets());
            offsets.putAll(batch.getOffsets());
        }
        Message<?> first = messages.getFirst();
        ConsumerRecords<Object, Object> all = new ConsumerRecords<>(records, next);
        Metadata metadata = first.getMetadata()
                .with(new IncomingKafkaRecordBatchMetadata<>(
                        all,
                        batch(first).getChannel(),
                        batch(first).getConsumerIndex(),
                        offsets,
                        batch(first).getConsumerGroupGenerationId()));
        return Message.of(
                all,
                metadata,
                () -> each(messages, Message::ack),
                failure -> each(messages, message -> message.nack(failure)));
    }

    private static CompletionStage<Void> each(
            List<Message<?>> messages, Function<Message<?>, CompletionStage<Void>> answer) {
        return CompletableFuture.allOf(messages.stream()
                .map(message -> answer.apply(message).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    @SuppressWarnings("unchecked")
    private static IncomingKafkaRecordBatchMetadata<Object, Object> batch(Message<?> message) {
        return message.getMetadata(IncomingKafkaRecordBatchMetadata.class)
                .orElseThrow(() -> new IllegalStateException(
                        "Expected a channel that hands on batches (batch=true), but its message is a single record"));
    }
}
