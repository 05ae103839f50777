package io.outrider.outbox;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.outrider.schemas.Topic;
import io.quarkus.runtime.Startup;
import io.vertx.core.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Avro through the Apicurio serde: bytes that begin with the id of a schema in the registry.
 *
 * <p>At start every schema is registered and cached on a thread of its own, so that encoding never waits for the registry afterwards;
 * {@link #ready()} says when. A call that the registry does not answer is made again with a new client.
 */
@Startup
@ApplicationScoped
public class RecordCodec {

    private static final Logger LOG = Logger.getLogger(RecordCodec.class);

    /** Many times what an answer takes on a busy machine. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** A zero and the id of the schema, in four bytes. */
    private static final int ID_BYTES = 5;

    private final String registryUrl;
    private final Duration answer;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Map<String, AvroKafkaSerializer<Object>> serializers = new ConcurrentHashMap<>();
    private final Map<String, AvroKafkaDeserializer<SpecificRecord>> deserializers = new ConcurrentHashMap<>();
    private final Set<SchemaOf> known = ConcurrentHashMap.newKeySet();
    private final CountDownLatch registered = new CountDownLatch(1);
    private volatile boolean closed;

    /** A schema by the first bytes of a record. */
    private record SchemaOf(String topic, ByteBuffer id) {}

    @Inject
    RecordCodec(@ConfigProperty(name = "outrider.registry.url") String registryUrl) {
        this(registryUrl, ANSWER);
    }

    RecordCodec(String registryUrl, Duration answer) {
        this.registryUrl = registryUrl;
        this.answer = answer;
    }

    @PostConstruct
    void warmUp() {
        Thread.ofPlatform().daemon().name("schema-registration").start(() -> {
            for (Topic<?> topic : Topic.all()) {
                register(topic);
            }
            registered.countDown();
        });
    }

    private void register(Topic<?> topic) {
        for (int attempt = 0; !closed; attempt++) {
            try {
                serializers.put(topic.name(), RegistryCall.within(answer, () -> registering(topic)));
                return;
            } catch (RuntimeException e) {
                LOG.warnf(
                        "Expected to register the schema of %s, but %s; trying again",
                        topic.name(), Failures.reason(e));
                Pause.exponential(attempt, Duration.ofMillis(200), Duration.ofSeconds(5));
            }
        }
    }

    /** Returns a serializer that knows the topic's schema. */
    private AvroKafkaSerializer<Object> registering(Topic<?> topic) {
        AvroKafkaSerializer<Object> serializer = new AvroKafkaSerializer<>();
        serializer.configure(configuration(), false);
        serializer.serialize(topic.name(), sample(topic));
        return serializer;
    }

    @PreDestroy
    void close() {
        closed = true;
        serializers.values().forEach(AvroKafkaSerializer::close);
        deserializers.values().forEach(AvroKafkaDeserializer::close);
    }

    /** Tells whether every schema is known to the registry. */
    public boolean ready() {
        return registered.getCount() == 0;
    }

    /**
     * Encodes a record of the topic, for producers that do without the outbox. Never waits once the codec is {@link #ready()}.
     *
     * @throws IllegalStateException while the codec is not ready: at once on an event loop, as the answer of the registry may need that
     *     loop, else after half a minute
     */
    public <T extends SpecificRecord> byte[] encode(Topic<T> topic, T value) {
        if (!ready() && (Context.isOnEventLoopThread() || !readyInTime())) {
            throw new IllegalStateException("Expected the schema registry to know the schema of " + topic.name()
                    + ", but it did not answer yet; try again");
        }
        AvroKafkaSerializer<Object> serializer = serializers.get(topic.name());
        synchronized (serializer) {
            return serializer.serialize(topic.name(), value);
        }
    }

    private boolean readyInTime() {
        try {
            return registered.await(2 * answer.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Decodes a record of the topic. Only a schema that was not seen before is asked for.
     *
     * @throws RegistryCall.UnansweredException when the registry does not answer
     * @throws RuntimeException when the bytes are not such a record, or the registry is away
     */
    <T extends SpecificRecord> T decode(Topic<T> topic, byte[] bytes) {
        AvroKafkaDeserializer<SpecificRecord> deserializer = deserializer(topic.name());
        SchemaOf schema = new SchemaOf(
                topic.name(), ByteBuffer.wrap(Arrays.copyOf(bytes, ID_BYTES)).asReadOnlyBuffer());
        if (known.contains(schema)) {
            return topic.type().cast(decode(topic, deserializer, bytes));
        }
        try {
            T value = topic.type().cast(RegistryCall.within(answer, () -> decode(topic, deserializer, bytes)));
            known.add(schema);
            return value;
        } catch (RegistryCall.UnansweredException e) {
            deserializers.remove(topic.name(), deserializer);
            throw e;
        }
    }

    private static SpecificRecord decode(
            Topic<?> topic, AvroKafkaDeserializer<SpecificRecord> deserializer, byte[] bytes) {
        synchronized (deserializer) {
            return deserializer.deserialize(topic.name(), bytes);
        }
    }

    /** Tells whether the registry answers, so that a failure to decode lies in the record. */
    boolean registryAnswers() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registryUrl + "/system/info"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private AvroKafkaDeserializer<SpecificRecord> deserializer(String topic) {
        return deserializers.computeIfAbsent(topic, name -> {
            AvroKafkaDeserializer<SpecificRecord> deserializer = new AvroKafkaDeserializer<>();
            deserializer.configure(configuration(), false);
            return deserializer;
        });
    }

    private Map<String, Object> configuration() {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put("apicurio.registry.url", registryUrl);
        configuration.put("apicurio.registry.auto-register", true);
        configuration.put("apicurio.registry.auto-register.if-exists", "FIND_OR_CREATE_VERSION");
        configuration.put("apicurio.registry.use-specific-avro-reader", true);
        configuration.put("apicurio.registry.avro-datum-provider", GeneratedDatums.class.getName());
        // A schema never changes under its id, so the cache never needs to be asked again.
        configuration.put(
                "apicurio.registry.check-period-ms", Duration.ofDays(3650).toMillis());
        return configuration;
    }

    /**
     * The serde registers a schema when it first writes a record of it, and caches it for records of that class alone; this record is
     * thrown away.
     */
    private static Object sample(Topic<?> topic) {
        Schema schema = SpecificData.get().getSchema(topic.type());
        Object values = new RandomData(schema, 1, true).iterator().next();
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new GenericDatumWriter<>(schema).write(values, encoder);
            return new SpecificDatumReader<>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
