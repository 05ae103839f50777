package io.outrider.stack.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.schemas.Topic;
import io.outrider.stack.process.HttpProbe;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedInfrastructureTest {

    private static final String TOPIC = Topic.EVENTS_NAME;

    @Test
    void shouldKeepRecordsRowsAndSchemasAcrossARestart(@TempDir Path directory) throws Exception {
        // given
        String artifact;
        try (var first = EmbeddedInfrastructure.start(directory)) {
            produce(first.endpoints(), "kept");
            update(first.endpoints(), "CREATE TABLE kept (id int)");
            artifact = first.endpoints().registryUrl() + "/groups/default/artifacts";
            assertThat(HttpProbe.answersOk(artifact)).isTrue();
        }

        // when
        try (var second = EmbeddedInfrastructure.start(directory)) {

            // then
            assertThat(consumeOne(second.endpoints())).isEqualTo("kept");
            update(second.endpoints(), "INSERT INTO kept VALUES (1)");
            assertThat(HttpProbe.answersOk(second.endpoints().registryUrl() + "/system/info"))
                    .isTrue();
        }
    }

    private static void produce(Endpoints endpoints, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", endpoints.kafka());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, "key", value)).get();
        }
    }

    private static String consumeOne(Endpoints endpoints) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", endpoints.kafka(),
                "group.id", UUID.randomUUID().toString(),
                "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (System.nanoTime() < deadline) {
                for (var found : consumer.poll(Duration.ofMillis(200))) {
                    return found.value();
                }
            }
            return "nothing came";
        }
    }

    private static void update(Endpoints endpoints, String sql) throws Exception {
        String url = endpoints.jdbcUrl("scheduler_service");
        try (var connection = DriverManager.getConnection(url, endpoints.pgUser(), endpoints.pgPassword());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
