package io.outrider.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerAccessTest {

    @Test
    void shouldTakeWhatProtectsTheWayToTheBrokersAndNothingElse() {
        var broker = Map.<String, Object>of(
                "bootstrap.servers", "elsewhere:9092",
                "group.id", "template-service",
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "SCRAM-SHA-512",
                "ssl.truststore.type", "PEM");

        var access = new BrokerAccess("kafka:9093", broker);

        assertThat(access.settings())
                .isEqualTo(Map.of(
                        "bootstrap.servers", "kafka:9093",
                        "security.protocol", "SASL_SSL",
                        "sasl.mechanism", "SCRAM-SHA-512",
                        "ssl.truststore.type", "PEM"));
    }
}
