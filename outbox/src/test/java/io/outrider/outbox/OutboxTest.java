package io.outrider.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.BuildEvent;
import io.outrider.schemas.avro.BuildStatus;
import io.outrider.schemas.avro.DeadLetter;
import io.outrider.schemas.avro.JobRequest;
import io.outrider.stack.testing.BrokerSuite;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of this module on real Kafka, PostgreSQL and registry. */
@BrokerSuite
@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "scheduler_service"))
class OutboxTest {

    @Inject
    Outbox outbox;

    @Inject
    Inbox inbox;

    @Inject
    BatchWriters writers;

    @Inject
    Transactions transactions;

    @Inject
    RelayProducer producer;

    @Inject
    RecordCodec codec;

    @Inject
    Pool pool;

    @Inject
    Mutiny.SessionFactory sessions;

    @Inject
    Vertx vertx;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @BeforeEach
    void awaitRegistry() {
        await().atMost(Duration.ofSeconds(30)).until(codec::ready);
    }

    @Test
    void shouldPublishInTheOrderOfAKeyWhatWasCommitted() {
        String key = UUID.randomUUID().toString();

        IntStream.range(0, 40).forEach(batch -> {
            transactions.run(tx -> {
                outbox.append(tx, List.of(request(key, batch * 2), request(key, batch * 2 + 1)));
                return batch;
            });
            outbox.committed();
        });

        List<ConsumerRecord<String, byte[]>> records = consume(Topic.JOB_REQUESTS_NAME, key, 80);
        assertThat(records)
                .extracting(record ->
                        codec.decode(Topic.JOB_REQUESTS, record.value()).getRetries())
                .containsExactlyElementsOf(IntStream.range(0, 80).boxed().toList());
        assertThat(Envelope.from(records.getFirst().headers()).type()).isEqualTo("io.outrider.job.requested");
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(waiting(key)).isZero());
    }

    @Test
    void shouldPublishNothingOfATransactionThatRolledBack() {
        String key = UUID.randomUUID().toString();

        assertThatThrownBy(() -> transactions.run(tx -> {
                    outbox.append(tx, List.of(request(key, 1)));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        transactions.run(tx -> {
            outbox.append(tx, List.of(request(key, 2)));
            return 1;
        });
        outbox.committed();

        assertThat(consume(Topic.JOB_REQUESTS_NAME, key, 1))
                .extracting(record ->
                        codec.decode(Topic.JOB_REQUESTS, record.value()).getRetries())
                .containsExactly(2);
    }

    @Test
    void shouldPublishWhatACrashLeftBehind() {
        String key = UUID.randomUUID().toString();

        // Committed, but nobody woke the relay: as if the process had died between the two.
        transactions.run(tx -> {
            outbox.append(tx, List.of(request(key, 1)));
            return 1;
        });

        assertThat(consume(Topic.JOB_REQUESTS_NAME, key, 1)).hasSize(1);
    }

    @Test
    void shouldPublishFromHibernateReactive() throws Exception {
        String key = UUID.randomUUID().toString();
        CompletableFuture<Void> done = new CompletableFuture<>();

        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(nothing -> sessions.withTransaction(
                        session -> outbox.append(session, List.of(request(key, 7))))
                .invoke(outbox::committed)
                .subscribe()
                .with(done::complete, done::completeExceptionally));
        done.get(10, TimeUnit.SECONDS);

        assertThat(consume(Topic.JOB_REQUESTS_NAME, key, 1)).hasSize(1);
    }

    @Test
    void shouldEncodeOnAnEventLoopWithoutAskingTheRegistry() throws Exception {
        CompletableFuture<byte[]> encoded = new CompletableFuture<>();
        BuildEvent event = BuildEvent.newBuilder()
                .setBuildId("b")
                .setProject("default")
                .setTemplate("t")
                .setVersion("1.0.0")
                .setFingerprint("f")
                .setStatus(BuildStatus.QUEUED)
                .setAt(Instant.now())
                .build();

        await().until(codec::ready);
        vertx.runOnContext(nothing -> encoded.complete(codec.encode(Topic.BUILD_EVENTS, event)));

        assertThat(encoded.get(2, TimeUnit.SECONDS)).isNotEmpty();
    }

    @Test
    void shouldHandleAnEventIdOnce() {
        String consumer = "test-" + UUID.randomUUID();
        OutgoingMessage<JobRequest> message = request("k", 1);
        List<JobRequest> handled = new ArrayList<>();
        BatchHandler<JobRequest> handler = (tx, records) -> {
            records.forEach(record -> handled.add(record.value()));
            return List.of();
        };

        inbox.receive(consumer, Topic.JOB_REQUESTS, batch(List.of(bytes(message, 0), bytes(message, 1))), handler);
        inbox.receive(consumer, Topic.JOB_REQUESTS, batch(List.of(bytes(message, 0))), handler);

        assertThat(handled).hasSize(1);
    }

    @Test
    void shouldBuryTheOneRecordThatCannotBeHandledAndTheOneThatCannotBeRead() {
        String consumer = "test-" + UUID.randomUUID();
        ConsumerRecord<String, byte[]> garbage = bytes(request("garbage", 0), 3);
        ConsumerRecord<String, byte[]> unreadable = new ConsumerRecord<>(
                Topic.JOB_REQUESTS_NAME, 0, 9, "garbage", "no avro".getBytes(StandardCharsets.UTF_8));
        garbage.headers().forEach(header -> unreadable.headers().add(header));
        List<Integer> handled = new ArrayList<>();

        inbox.receive(
                consumer,
                Topic.JOB_REQUESTS,
                batch(List.of(
                        bytes(request("a", 1), 0), bytes(request("b", 13), 1), bytes(request("c", 3), 2), unreadable)),
                (tx, records) -> {
                    records.forEach(record -> {
                        if (record.value().getRetries() == 13) {
                            throw new IllegalArgumentException("Expected luck, but 13");
                        }
                    });
                    records.forEach(record -> handled.add(record.value().getRetries()));
                    return List.of();
                });

        assertThat(handled).containsExactlyInAnyOrder(1, 3);
        List<DeadLetter> letters =
                consumeAll(Topic.DEAD_LETTERS_NAME, 2, record -> codec.decode(Topic.DEAD_LETTERS, record.value()))
                        .stream()
                        .filter(letter -> letter.getConsumer().equals(consumer))
                        .toList();
        assertThat(letters)
                .extracting(DeadLetter::getOffset)
                .as("each record is one dead letter")
                .containsExactlyInAnyOrder(1L, 9L);
        assertThat(letters).anySatisfy(letter -> assertThat(letter.getReason()).contains("Expected luck, but 13"));
        assertThat(letters).anySatisfy(letter -> assertThat(letter.getReason()).contains("Expected JobRequest"));
    }

    @Test
    void shouldCommitCommandsTogetherAndFailOnlyTheBadOnes() throws Exception {
        String key = UUID.randomUUID().toString();
        try (BatchWriter<Integer, Integer> writer = writers.create("test-" + key, 100, (tx, commands) -> {
            if (commands.contains(13)) {
                throw new IllegalArgumentException("Expected luck, but 13");
            }
            if (commands.contains(17)) {
                throw new StackOverflowError("Expected little, but 17");
            }
            return new BatchResult<>(
                    commands.stream().map(command -> command * 2).toList(),
                    commands.stream()
                            .<OutgoingMessage<?>>map(command -> request(key, command))
                            .toList(),
                    true);
        })) {
            List<CompletableFuture<Integer>> results = IntStream.range(0, 30)
                    .mapToObj(i -> writer.submit(i).toCompletableFuture())
                    .toList();

            for (int i = 0; i < 30; i++) {
                CompletableFuture<Integer> result = results.get(i);
                if (i == 13 || i == 17) {
                    assertThatThrownBy(() -> result.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
                } else {
                    assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(i * 2);
                }
            }
        }
        assertThat(consume(Topic.JOB_REQUESTS_NAME, key, 28)).hasSize(28);
    }

    @Test
    void shouldPublishWhatIsNotUrgentBeforeWhatFollowsIt() throws Exception {
        String key = UUID.randomUUID().toString();
        AtomicBoolean urgent = new AtomicBoolean();
        try (BatchWriter<Integer, Integer> writer = writers.create(
                "calm-" + key,
                1,
                (tx, commands) ->
                        new BatchResult<>(commands, List.of(request(key, commands.getFirst())), urgent.get()))) {
            for (int i = 0; i < 10; i++) {
                urgent.set(i % 2 == 1);
                writer.submit(i).toCompletableFuture().get(10, TimeUnit.SECONDS);
            }
            urgent.set(false);
            writer.submit(10).toCompletableFuture().get(10, TimeUnit.SECONDS);
        }

        assertThat(consume(Topic.JOB_REQUESTS_NAME, key, 11))
                .extracting(record ->
                        codec.decode(Topic.JOB_REQUESTS, record.value()).getRetries())
                .containsExactlyElementsOf(IntStream.range(0, 11).boxed().toList());
    }

    @Test
    void shouldKeepAMessageThatTheBrokerWillNeverTakeAndGoOn() {
        String key = UUID.randomUUID().toString();

        transactions.run(tx -> {
            OutgoingMessage<JobRequest> large = request(key, 1);
            large.value().setParameters("x".repeat(5 * 1024 * 1024));
            outbox.append(tx, List.of(large, request(key, 2)));
            return 1;
        });
        outbox.committed();

        assertThat(consume(Topic.JOB_REQUESTS_NAME, key, 1)).hasSize(1);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(refused(key)).isEqualTo(1));
    }

    private long waiting(String key) {
        return count("select count(*) from outbox where refused is null and key = '" + key + "'");
    }

    private long refused(String key) {
        return count("select count(*) from outbox where refused is not null and key = '" + key + "'");
    }

    private long count(String sql) {
        return pool.query(sql).executeAndAwait().iterator().next().getLong(0);
    }

    private static OutgoingMessage<JobRequest> request(String key, int number) {
        JobRequest request = JobRequest.newBuilder()
                .setJobId(key)
                .setTemplate("t")
                .setRetries(number)
                .setRequestedBy("test")
                .setAt(Instant.now())
                .build();
        return new OutgoingMessage<>(
                Topic.JOB_REQUESTS,
                key,
                request,
                Envelope.first("io.outrider.job.requested", "/outrider/test", Instant.now(), key, "test"));
    }

    private ConsumerRecord<String, byte[]> bytes(OutgoingMessage<JobRequest> message, long offset) {
        ProducerRecord<String, byte[]> sent = new ProducerRecord<>(
                message.topic().name(),
                0,
                message.key(),
                codec.encode(message.topic(), message.value()),
                message.envelope().toHeaders());
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(sent.topic(), 0, offset, sent.key(), sent.value());
        sent.headers().forEach(header -> record.headers().add(header));
        return record;
    }

    private static ConsumerRecords<String, byte[]> batch(List<ConsumerRecord<String, byte[]>> records) {
        return new ConsumerRecords<>(Map.of(new TopicPartition(Topic.JOB_REQUESTS_NAME, 0), records), Map.of());
    }

    private List<ConsumerRecord<String, byte[]>> consume(String topic, String key, int count) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        consumeAll(topic, Integer.MAX_VALUE, record -> {
            if (key.equals(record.key())) {
                found.add(record);
            }
            return found.size() >= count ? null : record;
        });
        return found;
    }

    /** Reads from the beginning until {@code limit} values came or the mapping says null; 15 s at most. */
    private <T> List<T> consumeAll(String topic, int limit, Function<ConsumerRecord<String, byte[]>, T> mapping) {
        List<T> values = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
            while (System.nanoTime() < deadline && values.size() < limit) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    T value = mapping.apply(record);
                    if (value == null) {
                        return values;
                    }
                    values.add(value);
                }
            }
        }
        return values;
    }
}
