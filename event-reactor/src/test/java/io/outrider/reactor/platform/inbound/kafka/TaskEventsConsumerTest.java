package io.outrider.reactor.platform.inbound.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TaskEventsConsumerTest {

    private static final TopicPartition PARTITION = new TopicPartition(Topic.TASK_EVENTS_NAME, 0);

    @Test
    void shouldPassOverWhatNoReactionNamesUnread() {
        ConsumerRecords<String, byte[]> batch = new ConsumerRecords<>(
                Map.of(
                        PARTITION,
                        List.of(
                                message("io.outrider.task.succeeded"),
                                message("io.outrider.task.timed-out"),
                                message("io.outrider.other"),
                                message("io.outrider.task.failed"))),
                Map.of());

        ConsumerRecords<String, byte[]> named =
                TaskEventsConsumer.named(batch, List.of("outrider/task/timed-out", "outrider/task/failed")::contains);

        assertThat(named.records(PARTITION))
                .extracting(record -> Envelope.from(record.headers()).type())
                .containsExactly("io.outrider.task.timed-out", "io.outrider.task.failed");
        assertThat(TaskEventsConsumer.named(batch, type -> false).isEmpty()).isTrue();
    }

    /** The value is nothing that anybody could read. */
    private static ConsumerRecord<String, byte[]> message(String type) {
        Envelope envelope = Envelope.first(type, "/test", Instant.EPOCH, "task", "test");
        return new ConsumerRecord<>(
                Topic.TASK_EVENTS_NAME,
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                "job",
                new byte[] {1},
                envelope.toHeaders(),
                Optional.empty());
    }
}
