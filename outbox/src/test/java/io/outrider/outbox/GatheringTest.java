package io.outrider.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

    @Test
    void shouldHandOnALoneBatchAsItIs() {
        Channel channel = new Channel();
        channel.ask();

        Message<?> lone = channel.bring(1);

        assertThat(channel.seen).singleElement().isSameAs(lone);
    }

    @Test
    void shouldJoinWhatCameWhileTheLastOneWasHandled() {
        Channel channel = new Channel();
        channel.ask();
        channel.bring(1);
        channel.bring(2);
        channel.bring(3);
        assertThat(channel.seen).hasSize(1);

        channel.ask();

        assertThat(channel.offsets()).containsExactly(List.of(0L), List.of(1L, 2L, 3L, 4L, 5L));
    }

    @Test
    void shouldAcknowledgeEachOfWhatItJoined() {
        Channel channel = new Channel();
        channel.bring(1);
        channel.bring(1);
        channel.ask();

        channel.seen.getFirst().ack().toCompletableFuture().join();

        assertThat(channel.acknowledged).containsExactly(0, 1);
    }

    @Test
    void shouldFailEachOfWhatItJoined() {
        Channel channel = new Channel();
        channel.bring(1);
        channel.bring(1);
        channel.ask();

        channel.seen
                .getFirst()
                .nack(new IllegalStateException("the end"))
                .toCompletableFuture()
                .join();

        assertThat(channel.failed).containsExactly(0, 1);
    }

    @Test
    void shouldNotReadOnOnceItHasEnough() {
        Channel channel = new Channel();

        channel.bring(Gathering.ENOUGH_RECORDS);
        assertThat(channel.requested).as("of two it has one").isEqualTo(1);

        channel.ask();
        assertThat(channel.requested).isEqualTo(2);
    }

    @Test
    void shouldTakeInWhatComesWhileItsTurnIsAwaited() {
        Channel channel = new Channel(() -> Duration.ofMillis(200).toNanos());
        channel.ask();
        channel.bring(1);
        channel.bring(1);
        assertThat(channel.seen).isEmpty();

        await().until(() -> !channel.seen.isEmpty());
        assertThat(channel.offsets()).containsExactly(List.of(0L, 1L));
    }

    @Test
    void shouldFailAChannelThatHandsOnSingleRecords() {
        Channel channel = new Channel();
        channel.ask();

        channel.gathering.onNext(Message.of("a record"));

        assertThat(channel.failure).hasMessageContaining("batch=true");
        assertThat(channel.cancelled).isTrue();
    }

    @Property
    void shouldLoseAndDoubleAndReorderNothing(
            @ForAll @Size(max = 300) List<@IntRange(min = -1, max = 60) Integer> steps) {
        Channel channel = new Channel();
        int brought = 0;
        for (int step : steps) {
            if (step < 0) {
                channel.ask();
            } else if (channel.requested > channel.brought) {
                channel.bring(step + 1);
                brought += step + 1;
            }
        }
        channel.ask();

        assertThat(channel.offsets().stream().flatMap(List::stream).toList())
                .containsExactlyElementsOf(
                        IntStream.range(0, brought).mapToObj(Long::valueOf).toList());
        assertThat(channel.offsets())
                .allSatisfy(batch -> assertThat(batch.size()).isBetween(1, Gathering.ENOUGH_RECORDS + 60));
    }

    /** A connector that reads when it is told to, and a handler that asks for one batch after the other. */
    private static final class Channel implements MultiSubscriber<Message<?>> {

        private final List<Message<?>> seen = new CopyOnWriteArrayList<>();
        private final List<Integer> acknowledged = new ArrayList<>();
        private final List<Integer> failed = new ArrayList<>();
        private Subscriber<? super Message<?>> gathering;
        private Subscription subscription;
        private long requested;
        private int brought;
        private long offset;
        private Throwable failure;
        private boolean cancelled;

        Channel() {
            this(() -> 0);
        }

        Channel(LongSupplier turn) {
            Multi<Message<?>> connector = Multi.createFrom().publisher(subscriber -> {
                gathering = subscriber;
                subscriber.onSubscribe(new Subscription() {
                    @Override
                    public void request(long count) {
                        requested += count;
                    }

                    @Override
                    public void cancel() {
                        cancelled = true;
                    }
                });
            });
            new Gathering(connector, turn).subscribe(this);
        }

        /** Brings what a poll has read. */
        Message<?> bring(int records) {
            int number = brought++;
            List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
            for (int i = 0; i < records; i++) {
                read.add(new ConsumerRecord<>("topic", 0, offset++, "key", new byte[1]));
            }
            Message<?> message = Message.of(
                    read,
                    Metadata.of(new IncomingKafkaRecordBatchMetadata<>(
                            new ConsumerRecords<>(Map.of(PARTITION, read), Map.of()), "channel", Map.of())),
                    () -> {
                        acknowledged.add(number);
                        return CompletableFuture.completedFuture(null);
                    },
                    failure -> {
                        failed.add(number);
                        return CompletableFuture.completedFuture(null);
                    });
            gathering.onNext(message);
            return message;
        }

        void ask() {
            subscription.request(1);
        }

        /** The offsets of each batch that was handed on. */
        List<List<Long>> offsets() {
            return seen.stream()
                    .map(message -> StreamSupport.stream(
                                    GatheredBatches.records(message).spliterator(), false)
                            .map(ConsumerRecord::offset)
                            .toList())
                    .toList();
        }

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
        }

        @Override
        public void onItem(Message<?> message) {
            seen.add(message);
        }

        @Override
        public void onFailure(Throwable given) {
            failure = given;
        }

        @Override
        public void onCompletion() {}
    }
}
