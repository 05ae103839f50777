package io.outrider.build;

import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.BuildRequest;
import io.outrider.stack.infrastructure.Endpoints;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The template service's side of Kafka, for tests of the packaged service: asks for builds. */
final class Orders implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final AvroKafkaSerializer<BuildRequest> serializer = new AvroKafkaSerializer<>();

    Orders(Endpoints endpoints) {
        serializer.configure(
                Map.of(
                        "apicurio.registry.url",
                        endpoints.registryUrl(),
                        "apicurio.registry.auto-register",
                        true,
                        "apicurio.registry.auto-register.if-exists",
                        "FIND_OR_CREATE_VERSION"),
                false);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", endpoints.kafka()), new StringSerializer(), new ByteArraySerializer());
    }

    /** Returns the build's id when Kafka has the request. */
    String send(BuildRequest request) throws ExecutionException, InterruptedException {
        String topic = Topic.BUILD_REQUESTS_NAME;
        Envelope envelope = Envelope.first(
                "io.outrider.build.requested", "/outrider/test", Instant.now(), request.getBuildId(), "ada");
        producer.send(new ProducerRecord<>(
                        topic, null, "default/hello", serializer.serialize(topic, request), envelope.toHeaders()))
                .get();
        return request.getBuildId();
    }

    @Override
    public void close() {
        producer.close();
        serializer.close();
    }
}
