package io.outrider.reactor.reaction.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.reactor.event.outbound.kafka.EventBacklog.BacklogUnknown;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FrontierTest {

    private static final Instant T0 = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private long end = 10;
    private long decided = 10;
    private boolean isAway;

    private final Frontier<Long> frontier = new Frontier<>(this::end, noted -> decided() >= noted, PATIENCE);

    @Test
    void shouldPassWhatIsDecided() {
        assertThat(frontier.settled(T0)).isEqualTo(T0.minus(Frontier.GRACE));
        assertThat(frontier.settled(T0.plusSeconds(1)))
                .isEqualTo(T0.plusSeconds(1).minus(Frontier.GRACE));
    }

    @Test
    void shouldWaitForWhatWasReceivedBefore() {
        decided = 9;
        assertThat(frontier.settled(T0)).isEqualTo(Instant.EPOCH);

        // What comes later does not matter.
        end = 1_000;
        decided = 10;
        assertThat(frontier.settled(T0.plusSeconds(2))).isEqualTo(T0.minus(Frontier.GRACE));

        assertThat(frontier.settled(T0.plusSeconds(3))).isEqualTo(T0.minus(Frontier.GRACE));
    }

    @Test
    void shouldNotWaitForEver() {
        decided = 0;
        assertThat(frontier.settled(T0)).isEqualTo(Instant.EPOCH);
        assertThat(frontier.settled(T0.plus(PATIENCE))).isEqualTo(Instant.EPOCH);
        assertThat(frontier.settled(T0.plus(PATIENCE).plusMillis(1))).isEqualTo(T0.minus(Frontier.GRACE));
    }

    @Test
    void shouldNotWaitForEverForABrokerThatIsAway() {
        isAway = true;
        assertThat(frontier.settled(T0)).isEqualTo(Instant.EPOCH);
        assertThat(frontier.settled(T0.plusSeconds(29))).isEqualTo(Instant.EPOCH);
        assertThat(frontier.settled(T0.plusSeconds(31))).isEqualTo(T0.minus(Frontier.GRACE));
    }

    private long end() {
        answer();
        return end;
    }

    private long decided() {
        answer();
        return decided;
    }

    private void answer() {
        if (isAway) {
            throw new BacklogUnknown(new IllegalStateException("a test says so"));
        }
    }
}
