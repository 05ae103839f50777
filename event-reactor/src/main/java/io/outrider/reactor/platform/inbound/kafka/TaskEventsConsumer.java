package io.outrider.reactor.platform.inbound.kafka;

import io.outrider.outbox.Inbox;
import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.outbox.Received;
import io.outrider.reactor.reaction.application.Arrival;
import io.outrider.reactor.reaction.application.AwaitedTypes;
import io.outrider.reactor.reaction.application.DecidingEvents;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.TaskEvent;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Hears what became of tasks. There are thousands a second and mostly no reaction is about them, so that only those are decoded whose
 * type, a header, any reaction names. Idempotent: an event has one key.
 */
@ApplicationScoped
class TaskEventsConsumer {

    private static final String TYPE = "ce_type";

    private final Inbox inbox;
    private final AwaitedTypes awaited;
    private final DecidingEvents deciding;

    TaskEventsConsumer(Inbox inbox, AwaitedTypes awaited, DecidingEvents deciding) {
        this.inbox = inbox;
        this.awaited = awaited;
        this.deciding = deciding;
    }

    @Incoming("task-events")
    @Blocking
    void receive(ConsumerRecords<String, byte[]> batch) {
        ConsumerRecords<String, byte[]> named = named(batch, awaited.now());
        if (!named.isEmpty()) {
            inbox.receiveIdempotent("event-reactor", Topic.TASK_EVENTS, named, this::handle);
        }
    }

    private List<OutgoingMessage<?>> handle(OpenTransaction transaction, List<Received<TaskEvent>> records) {
        Instant now = Clock.systemUTC().instant();
        BiPredicate<String, String> wanted = deciding.awaited(transaction);
        List<Arrival> arrivals = new ArrayList<>();
        for (Received<TaskEvent> record : records) {
            TaskEvent task = record.value();
            if (TaskOccurrences.isComplete(task)
                    && wanted.test(task.getProject(), TaskOccurrences.type(task.getStatus()))) {
                arrivals.add(new Arrival(TaskOccurrences.of(task, record.envelope(), now), record.envelope()));
            }
        }
        return deciding.decide(transaction, arrivals);
    }

    static ConsumerRecords<String, byte[]> named(ConsumerRecords<String, byte[]> batch, Predicate<String> awaited) {
        Map<String, Boolean> known = new HashMap<>();
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> named = new HashMap<>();
        for (TopicPartition partition : batch.partitions()) {
            List<ConsumerRecord<String, byte[]>> records = batch.records(partition).stream()
                    .filter(record -> known.computeIfAbsent(message(record), message -> {
                        String type = TaskOccurrences.type(message);
                        return type != null && awaited.test(type);
                    }))
                    .toList();
            if (!records.isEmpty()) {
                named.put(partition, records);
            }
        }
        return new ConsumerRecords<>(named, Map.of());
    }

    private static String message(ConsumerRecord<String, byte[]> record) {
        Header type = record.headers().lastHeader(TYPE);
        return type == null ? "" : new String(type.value(), StandardCharsets.UTF_8);
    }
}
