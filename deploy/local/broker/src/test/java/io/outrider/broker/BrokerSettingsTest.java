package io.outrider.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BrokerSettingsTest {

    @Test
    void shouldListenOnTheLoopbackAddressOnly() {
        // given
        var settings = BrokerSettings.parse(words("--data d --port 19092 --controller-port 19093"));

        // when
        var kafka = settings.kafkaProperties();

        // then
        assertThat(kafka)
                .containsEntry("listeners", "CLIENT://127.0.0.1:19092,CONTROLLER://127.0.0.1:19093")
                .containsEntry("advertised.listeners", "CLIENT://127.0.0.1:19092")
                .containsEntry("auto.create.topics.enable", "false");
    }

    @Test
    void shouldNameWhatIsMissingWrongOrUnknown() {
        assertThatThrownBy(() -> BrokerSettings.parse(words("--data d --port 19092")))
                .hasMessageStartingWith("Expected --controller-port, but it is missing");
        assertThatThrownBy(() -> BrokerSettings.parse(words("--data d --port 70000 --controller-port 1")))
                .hasMessageStartingWith("Expected --port to be a port from 1 to 65535, but found '70000'");
        assertThatThrownBy(() -> BrokerSettings.parse(words("--data d --port 1 --controller-port 2 --x y")))
                .hasMessageStartingWith("Expected no other option, but found --x");
        assertThatThrownBy(() -> BrokerSettings.parse(words("--data")))
                .hasMessageStartingWith("Expected a value after --data, but found none");
    }

    private static String[] words(String line) {
        return line.split(" ", -1);
    }
}
