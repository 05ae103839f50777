package io.outrider.reactor.window.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A window is open as long as anything that it counted counts, and no longer. */
class OpenWindowTest {

    private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");
    private static final UUID EVENT = new UUID(0, 1);

    @Test
    void shouldLapseWhenAllThatItCountedHasLeft() {
        Limiter limiter = Timeline.limiter("minOccurrences: 2, within: 10m");
        GroupState state = Windows.step(limiter, GroupState.EMPTY, new Input.Occurred(EVENT, AT), Gate.OPEN)
                .next();

        assertThat(Windows.open(limiter, state, AT.plus(Duration.ofMinutes(9)))).contains(EVENT);
        assertThat(Windows.open(limiter, state, AT.plus(Duration.ofMinutes(10))))
                .isEmpty();
    }

    @Test
    void shouldLapseWhileAJobStillRuns() {
        Limiter limiter = Timeline.limiter("minOccurrences: 2, within: 10m, whileRunning: coalesce");
        Firing before =
                new Firing(new UUID(0, 2), 0, 2, List.of(new UUID(0, 2)), AT, Firing.Cause.EVENT, Firing.End.FIRES);
        GroupState running =
                Windows.fired(limiter, GroupState.EMPTY, before, Set.of(new UUID(0, 3)), AT.plus(Duration.ofDays(1)));
        GroupState state = Windows.step(limiter, running, new Input.Occurred(EVENT, AT), Gate.OPEN)
                .next();

        assertThat(Windows.open(limiter, state, AT.plus(Duration.ofMinutes(11))))
                .isEmpty();
    }

    @Test
    void shouldNotLapseWhileItWaits() {
        Limiter limiter = Timeline.limiter("within: 1m, waitForMore: {timeout: 1h}");
        GroupState state = Windows.step(limiter, GroupState.EMPTY, new Input.Occurred(EVENT, AT), Gate.OPEN)
                .next();

        assertThat(Windows.open(limiter, state, AT.plus(Duration.ofMinutes(30))))
                .contains(EVENT);
    }
}
