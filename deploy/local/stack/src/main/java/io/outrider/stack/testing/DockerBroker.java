package io.outrider.stack.testing;

import io.outrider.stack.infrastructure.EmbeddedInfrastructure;
import io.outrider.stack.infrastructure.KafkaBroker;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The broker image that users run, through Testcontainers; one for each JVM, removed when it ends. */
final class DockerBroker {

    /** Set to {@code docker} for the suites that {@link BrokerSuite} marks. */
    private static final String PROPERTY = "outrider.test.broker";

    /** Another image of the same shape, where the public one cannot be pulled. */
    private static final String IMAGE_VARIABLE = "OUTRIDER_TEST_KAFKA_IMAGE";

    private static final String IMAGE = "apache/kafka";

    /** The version of the embedded broker, from the build. */
    private static final String VERSION_PROPERTY = "outrider.kafka.version";

    private DockerBroker() {}

    static boolean wanted() {
        return "docker".equals(System.getProperty(PROPERTY));
    }

    /** Returns what is in the way of starting it; empty: nothing. */
    static Optional<String> problem() {
        return inOwnClassLoader(() -> {
            try {
                DockerClientFactory.instance().client();
                return Optional.empty();
            } catch (IllegalStateException none) {
                // What it says itself names neither place nor cause; those are in the log of the test.
                return Optional.of("Testcontainers found no engine at "
                        + Objects.requireNonNullElse(System.getenv("DOCKER_HOST"), "the usual socket"));
            }
        });
    }

    /** Testcontainers looks its parts up through the thread's class loader, which in a Quarkus test is another one. */
    private static <T> T inOwnClassLoader(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(DockerBroker.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Starts the broker with all topics and returns its bootstrap servers. */
    static String start() {
        return inOwnClassLoader(DockerBroker::startContainer);
    }

    private static String startContainer() {
        String image = Objects.requireNonNullElseGet(
                System.getenv(IMAGE_VARIABLE), () -> IMAGE + ":" + System.getProperty(VERSION_PROPERTY));
        KafkaContainer container =
                new KafkaContainer(DockerImageName.parse(image).asCompatibleSubstituteFor(IMAGE));
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "docker-broker-end"));
        container.start();
        try {
            KafkaBroker.createTopics(container.getBootstrapServers(), EmbeddedInfrastructure.DEFAULT_PARTITIONS);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("Expected to create the topics on " + image + ", but could not", failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating the topics on " + image, stop);
        }
        return container.getBootstrapServers();
    }
}
