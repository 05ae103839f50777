package io.outrider.outbox;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How a Kafka client of this service reaches the brokers: where they are, and what protects the way ({@code kafka.security.*},
 * {@code kafka.ssl.*}, {@code kafka.sasl.*}). Channels take these keys by themselves; clients that are made by hand take them from here.
 */
@ApplicationScoped
public class BrokerAccess {

    private static final List<String> PROTECTION = List.of("security.", "ssl.", "sasl.");

    private final Map<String, Object> settings;

    BrokerAccess(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @Identifier("default-kafka-broker") Map<String, Object> broker) {
        Map<String, Object> found = new HashMap<>();
        broker.forEach((key, value) -> {
            if (PROTECTION.stream().anyMatch(key::startsWith)) {
                found.put(key, value);
            }
        });
        found.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings = Map.copyOf(found);
    }

    /** Returns settings of a client, without whatever concerns producing or consuming. Holds secrets: not to be logged. */
    public Map<String, Object> settings() {
        return settings;
    }
}
