package io.outrider.scheduler.round.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrider.scheduler.task.domain.Patience;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void shouldRefuseNoTimeToAccept() {
        assertThatThrownBy(() -> patience(Duration.ZERO, 5))
                .hasMessage(
                        "Expected outrider.scheduler.accept-timeout to be at least PT1S, but it is PT0S; set more, or leave"
                                + " it out for the default");
    }

    @Test
    void shouldRefuseToHandNothingOut() {
        assertThatThrownBy(() -> patience(Duration.ofSeconds(60), 0))
                .hasMessageStartingWith("Expected outrider.scheduler.handouts to be at least 1, but it is 0");
    }

    @Test
    void shouldTakeTheDefaults() {
        assertThat(patience(Duration.ofSeconds(60), 5)).isEqualTo(Patience.DEFAULT);
    }

    private static Patience patience(Duration accept, int handouts) {
        Patience usual = Patience.DEFAULT;
        return new Settings()
                .patience(
                        usual.queue(),
                        accept,
                        usual.withdraw(),
                        usual.start(),
                        usual.grace(),
                        usual.delivery(),
                        usual.slack(),
                        handouts);
    }
}
