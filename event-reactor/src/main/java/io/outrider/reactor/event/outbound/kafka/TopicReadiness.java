package io.outrider.reactor.event.outbound.kafka;

import io.outrider.schemas.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Ready once the producer has heard of the topic's partitions: the first event does not wait for them. */
@Readiness
@ApplicationScoped
public class TopicReadiness implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(TopicReadiness.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Producer<String, byte[]> producer;
    private volatile boolean ready;
    private @Nullable Thread thread;

    TopicReadiness(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("event-topic").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        while (!ready) {
            try {
                producer.partitionsFor(Topic.EVENTS_NAME);
                ready = true;
            } catch (KafkaException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                LOG.warnf("Expected Kafka to know %s, but %s; trying again", Topic.EVENTS_NAME, e.getMessage());
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("events topic").status(ready).build();
    }
}
