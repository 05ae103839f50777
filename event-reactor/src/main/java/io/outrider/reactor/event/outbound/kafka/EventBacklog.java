package io.outrider.reactor.event.outbound.kafka;

import io.outrider.outbox.BrokerAccess;
import io.outrider.schemas.Topic;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which accepted events the replicas of this service have not decided yet, as the broker knows. */
@ApplicationScoped
public class EventBacklog {

    private static final long TIMEOUT_SECONDS = 5;

    private final Admin admin;
    private final String group;

    EventBacklog(BrokerAccess broker, @ConfigProperty(name = "mp.messaging.incoming.events.group.id") String group) {
        this.admin = Admin.create(broker.settings());
        this.group = group;
    }

    /** Where each partition of the topic ended at a moment; empty partitions are left out. */
    public record Ends(Map<TopicPartition, Long> offsets) {
        public Ends {
            offsets = Map.copyOf(offsets);
        }
    }

    /**
     * Returns where the topic ends now: every event that was accepted before lies in front of that.
     *
     * @throws BacklogUnknown when the broker does not answer
     */
    public Ends ends() {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
        await(admin.describeTopics(List.of(Topic.EVENTS_NAME)).allTopicNames())
                .values()
                .forEach(topic -> topic.partitions().forEach(partition -> {
                    TopicPartition key = new TopicPartition(topic.name(), partition.partition());
                    latest.put(key, OffsetSpec.latest());
                    earliest.put(key, OffsetSpec.earliest());
                }));
        Map<TopicPartition, ListOffsetsResultInfo> first =
                await(admin.listOffsets(earliest).all());
        Map<TopicPartition, Long> ends = new HashMap<>();
        await(admin.listOffsets(latest).all()).forEach((partition, end) -> {
            ListOffsetsResultInfo start = first.get(partition);
            if (start == null || end.offset() > start.offset()) {
                ends.put(partition, end.offset());
            }
        });
        return new Ends(ends);
    }

    /**
     * Says whether everything in front of these ends is decided.
     *
     * @throws BacklogUnknown when the broker does not answer
     */
    public boolean isDecided(Ends ends) {
        if (ends.offsets().isEmpty()) {
            return true;
        }
        Map<TopicPartition, OffsetAndMetadata> committed =
                await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return ends.offsets().entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = committed.get(end.getKey());
            return offset != null && offset.offset() >= end.getValue();
        });
    }

    /** The broker does not say. */
    public static final class BacklogUnknown extends RuntimeException {
        private static final long serialVersionUID = 1;

        public BacklogUnknown(Throwable cause) {
            super("Expected Kafka to say how far events are consumed, but " + cause.getMessage(), cause);
        }
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BacklogUnknown(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BacklogUnknown(e);
        }
    }

    @PreDestroy
    void close() {
        admin.close();
    }
}
